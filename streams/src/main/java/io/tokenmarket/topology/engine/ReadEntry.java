package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A record of the log that was read, and where it is.
 *
 * @param record its key, value, time and headers
 */
record ReadEntry(String topic, int partition, long offset, Record<byte[], byte[]> record)
    implements RecordMetadata {

  static ReadEntry of(RecordMetadata where, Record<byte[], byte[]> record) {
    return new ReadEntry(where.topic(), where.partition(), where.offset(), record);
  }

  static ReadEntry of(ConsumerRecord<String, byte[]> found) {
    byte[] key = found.key() == null ? null : found.key().getBytes(UTF_8);
    return new ReadEntry(
        found.topic(),
        found.partition(),
        found.offset(),
        new Record<>(key, found.value(), found.timestamp(), found.headers()));
  }
}
