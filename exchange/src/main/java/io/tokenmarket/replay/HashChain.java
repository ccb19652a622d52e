package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.RecordHash;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;

/**
 * The hashes of a market's clearings, worked out from the log and the clearings alone, as {@code
 * docs/protocol.md} says under Hashes.
 */
final class HashChain {
  private final RecordHash hash = new RecordHash();
  private byte[] input = RecordHash.zero();
  private ByteBuffer previous = ByteBuffer.wrap(RecordHash.zero());

  /**
   * @param answer the first event that followed
   */
  void add(LogEntry entry, SpecificRecord answer, int rulebook) {
    input =
        rulebook == 0
            ? hash.next(input, entry.command())
            : hash.next(input, hash.named(entry.command()), entry.time(), text(answer));
  }

  private static String text(SpecificRecord answer) {
    String name = answer.getSchema().getName();
    String kind = answer instanceof OrderRejected refusal ? name + " " + refusal.getReason() : name;
    return EventFields.repeated(answer) ? kind + " repeated" : kind;
  }

  /** A signature is a link of its own, behind its command's. */
  void add(String signature) {
    input = hash.next(input, signature);
  }

  void close(LogEntry gate, Clearing clearing, int rulebook) {
    add(gate, clearing, rulebook);
    check(clearing, "inputHash", clearing.getInputHash(), ByteBuffer.wrap(input));
    check(clearing, "previousHash", clearing.getPreviousHash(), previous);
    ByteBuffer link = ByteBuffer.wrap(hash.body(unsealed(clearing)));
    check(clearing, "hash", clearing.getHash(), link);
    input = RecordHash.zero();
    previous = link;
  }

  private static Clearing unsealed(Clearing clearing) {
    return Clearing.newBuilder(clearing).setHash(ByteBuffer.allocate(0)).build();
  }

  private static void check(
      Clearing clearing, String field, ByteBuffer published, ByteBuffer recomputed) {
    if (!published.equals(recomputed)) {
      throw new Differs(
          new Difference(
              Topics.CLEARINGS,
              clearing.getMarket(),
              clearing.getInterval(),
              clearing.getLogPosition(),
              field,
              FieldDifference.text(published),
              FieldDifference.text(recomputed)));
    }
  }
}
