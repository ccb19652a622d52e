package io.tokenmarket.market;

import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an entry of the log puts into the chain of its market.
 *
 * @param digest SHA-256 of the command's full name and body
 * @param time of the entry
 * @param answer text that binds what was answered
 */
record HashChainEntry(SpecificRecord command, byte[] digest, long time, String answer) {
  private static final String REPEATED = "repeated";

  /**
   * @param answer the first event that follows from the entry
   */
  static HashChainEntry of(RecordHash hash, LogEntry entry, SpecificRecord answer) {
    return of(hash, entry, text(answer));
  }

  /** The same where the first event is not made yet, as that of a gate whose auction was held. */
  static HashChainEntry of(RecordHash hash, LogEntry entry, String answer) {
    return new HashChainEntry(entry.command(), hash.named(entry.command()), entry.time(), answer);
  }

  private static String text(SpecificRecord answer) {
    String kind = answer.getSchema().getName();
    String what = answer instanceof OrderRejected refusal ? kind + " " + refusal.getReason() : kind;
    return isRepeated(answer) ? what + " " + REPEATED : what;
  }

  private static boolean isRepeated(SpecificRecord answer) {
    if (answer instanceof OrderAccepted accepted) {
      return accepted.getRepeated();
    }
    return answer.getSchema().getField(REPEATED) != null
        && (Boolean) ((GenericRecord) answer).get(REPEATED);
  }
}
