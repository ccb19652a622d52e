package io.tokenmarket.replay;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** An endless stream of commands to one market. */
interface Commands {
  SpecificRecord next();

  /** What the last command caused. */
  default void hear(List<SpecificRecord> events) {}

  /** The header of a command, null where it is not signed. */
  default String signature(SpecificRecord command) {
    return null;
  }
}
