package io.tokenmarket.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.market.LogEntry;
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
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what is on the topics: exactly what the engine and the views themselves can read. */
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

  /** Of the views, those of what was sold are: the others hold what is on the topics. */
  boolean isRecorded(ConsumerRecord<byte[], byte[]> record) {
    return !KeptViews.isOfAnother(record.topic(), key(record));
  }

  /** The record, or what it holds where it is a batch. */
  List<LogRecord> decode(ConsumerRecord<byte[], byte[]> record) {
    String topic = exchange.logical(record.topic());
    String key = key(record);
    try {
      return topic.equals(Topics.MARKET_LOG)
          ? entries(key, record)
          : published(topic, key, record.value()).stream()
              .map(value -> new LogRecord(record.offset(), key, value))
              .toList();
    } catch (UndecodableException noRecord) {
      ByteBuffer bytes = ByteBuffer.wrap(record.value() == null ? new byte[0] : record.value());
      return List.of(unreadable(topic, key, record, bytes));
    }
  }

  private static LogRecord unreadable(
      String topic, String key, ConsumerRecord<byte[], byte[]> record, ByteBuffer bytes) {
    return topic.equals(Topics.MARKET_LOG)
        ? new LogRecord(
            record.offset(), record.timestamp(), key, bytes, SignatureHeader.read(record.headers()))
        : new LogRecord(record.offset(), key, bytes);
  }

  private List<LogRecord> entries(String key, ConsumerRecord<byte[], byte[]> record)
      throws UndecodableException {
    SpecificRecord command = commands.read(Topics.MARKET_LOG, record.value());
    String signature = SignatureHeader.read(record.headers());
    return LogEntry.all(record.offset(), record.timestamp(), command, signature).stream()
        .map(entry -> LogRecord.of(key, entry))
        .toList();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  private List<SpecificRecord> published(String topic, String key, byte[] bytes)
      throws UndecodableException {
    SpecificRecord record = records.read(topic, bytes);
    if (Topics.PUBLISHED.contains(topic)) {
      return HistoryRecords.belonging(topic, key, record);
    }
    if (!(record instanceof Performance)) {
      throw new UndecodableException(Cause.UNEXPECTED_TYPE, "no row of a view", null);
    }
    return List.of(record);
  }
}
