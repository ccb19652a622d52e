package io.tokenmarket.producers.client;

import java.util.List;

/** What the exchange says to a command. */
public sealed interface Answer {

  /** The command this answers. */
  String commandId();

  /** Offset in the market's log of what caused the answer; -1 where it never reached the log. */
  long logPosition();

  /** True where the command had arrived before and this repeats the answer given then. */
  boolean repeated();

  /**
   * The command took effect.
   *
   * @param orderId the order that was placed or cancelled; of a market's definition the command
   */
  record Accepted(String commandId, String orderId, long logPosition, boolean repeated)
      implements Answer {}

  /**
   * The command has no effect.
   *
   * @param reason a reason code of the protocol
   * @param detail the same in one sentence: what, where, how to mend
   * @param arguments the values in that sentence; none where the market is of rulebook 0
   */
  record Rejected(
      String commandId,
      String reason,
      String detail,
      List<String> arguments,
      long logPosition,
      boolean repeated)
      implements Answer {

    /** Where the values are in the sentence alone. */
    public Rejected(
        String commandId, String reason, String detail, long logPosition, boolean repeated) {
      this(commandId, reason, detail, List.of(), logPosition, repeated);
    }
  }
}
