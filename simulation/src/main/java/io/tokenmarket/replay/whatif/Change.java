package io.tokenmarket.replay.whatif;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** One change to what was sent to a market. */
interface Change {

  /** What an empty patch asks for. */
  Change NONE = () -> "nothing were changed";

  /** The change in words, to follow "what if". */
  String words();

  /**
   * What stands in the log in place of a command of a participant. The same command sent again is
   * changed the same way.
   */
  default List<SpecificRecord> apply(SpecificRecord command) {
    return List.of(command);
  }

  /** What stands in the log besides, last before the gate that holds the auction of an interval. */
  default List<SpecificRecord> beforeGate(long interval) {
    return List.of();
  }
}
