package io.tokenmarket.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import io.tokenmarket.topology.engine.CommandReader;
import io.tokenmarket.topology.engine.SignatureHeader;
import io.tokenmarket.topology.views.HistoryRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what stands on the topics: exactly what the engine and the views themselves can read. */
final class Decoder {
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(10);

  private final ExchangeName exchange;
  private final RecordReader records;
  private final CommandReader commands;

  Decoder(Map<String, ?> settings) {
    exchange = ExchangeName.of(settings);
    records = new RecordReader(settings);
    commands = new CommandReader(records, REGISTRY_PATIENCE);
  }

  /** Of the views, those of what was sold are: the others hold what stands on the topics. */
  boolean isRecorded(ConsumerRecord<byte[], byte[]> record) {
    return !KeptViews.isOfAnother(record.topic(), key(record));
  }

  LogRecord decode(ConsumerRecord<byte[], byte[]> record) {
    String topic = exchange.logical(record.topic());
    String key = key(record);
    Object value = value(topic, key, record.value());
    return topic.equals(Topics.MARKET_LOG)
        ? new LogRecord(
            record.offset(), record.timestamp(), key, value, SignatureHeader.read(record.headers()))
        : new LogRecord(record.offset(), key, value);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  private Object value(String topic, String key, byte[] bytes) {
    try {
      return topic.equals(Topics.MARKET_LOG)
          ? commands.read(topic, bytes)
          : published(topic, key, bytes);
    } catch (UndecodableException noRecord) {
      return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }
  }

  private SpecificRecord published(String topic, String key, byte[] bytes)
      throws UndecodableException {
    SpecificRecord record = records.read(topic, bytes);
    if (Recorded.PUBLISHED.contains(topic)) {
      HistoryRecords.requireBelongs(topic, key, record);
    } else if (!(record instanceof Performance)) {
      throw new UndecodableException(Cause.UNEXPECTED_TYPE, "no row of a view", null);
    }
    return record;
  }
}
