package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.Causes;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes a dead letter of a record that is no command. */
final class DeadLetters {
  /**
   * A longer key or value is cut to this many bytes, so that the letter fits on its topic; topic,
   * partition and offset still lead to the whole.
   */
  static final int LONGEST = 262_144;

  private DeadLetters() {}

  /**
   * @param topic as the protocol names it
   */
  static Record<byte[], Object> letter(
      String topic, RecordMetadata where, Record<byte[], byte[]> found, UndecodableException why) {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(topic)
            .setPartition(where.partition())
            .setOffset(where.offset())
            .setRecordKey(buffer(found.key()))
            .setRecordValue(buffer(found.value()))
            .setCause(why.reason().name())
            .setDetail(Causes.words(why))
            .build();
    return new Record<>(cut(found.key()), letter, found.timestamp());
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(cut(bytes));
  }

  private static byte[] cut(byte[] bytes) {
    return bytes == null || bytes.length <= LONGEST ? bytes : Arrays.copyOf(bytes, LONGEST);
  }
}
