package io.tokenmarket.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.topology.engine.CommandReader;
import io.tokenmarket.topology.engine.SignatureHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what stands on the topics; of the market log exactly what the engine itself can read. */
final class Decoder {
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(10);

  private final RecordReader records;
  private final CommandReader commands;

  Decoder(Map<String, ?> settings) {
    records = new RecordReader(settings);
    commands = new CommandReader(records, REGISTRY_PATIENCE);
  }

  LogRecord decode(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    String signature =
        record.topic().equals(Topics.MARKET_LOG) ? SignatureHeader.read(record.headers()) : null;
    return new LogRecord(record.offset(), key, value(record.topic(), record.value()), signature);
  }

  private Object value(String topic, byte[] bytes) {
    try {
      return topic.equals(Topics.MARKET_LOG)
          ? commands.read(topic, bytes)
          : records.read(topic, bytes);
    } catch (UndecodableException noRecord) {
      return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }
  }
}
