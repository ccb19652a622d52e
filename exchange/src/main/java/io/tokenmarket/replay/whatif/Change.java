package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.OpenOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** One change to what was sent to a market. */
interface Change {

  /** What an empty patch asks for. */
  Change NONE = () -> "nothing were changed";

  /** The change in words, to follow "what if". */
  String words();

  /**
   * What is in the log in place of an entry that is no {@code GateClosed}. The same command sent
   * again is changed the same way.
   *
   * @param orders the open orders by name as they were, for commands that only name one
   */
  default List<SpecificRecord> apply(
      SpecificRecord command, Function<CommandName, Optional<OpenOrder>> orders) {
    return List.of(command);
  }

  /** What is in the log besides, last before the gate that holds the auction of an interval. */
  default List<SpecificRecord> beforeGate(long interval) {
    return List.of();
  }
}
