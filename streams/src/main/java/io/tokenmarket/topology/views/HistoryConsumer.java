package io.tokenmarket.topology.views;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of a thread of Kafka Streams, which tells how far it is. Streams itself tells of
 * committed offsets only, which are not moved by markers of transactions alone.
 */
final class HistoryConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryConsumer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HistoryReading reading;

  HistoryConsumer(Map<String, Object> config, HistoryReading reading) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.reading = reading;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> batch = super.poll(timeout);
    for (TopicPartition where : batch.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = batch.records(where);
      reading.of(where).fetched(records.get(0).offset(), records.get(records.size() - 1).offset());
    }
    askEnds(reading.unasked(assignment()));
    assignment().forEach(this::noteProgress);
    reading.noteProgress();
    return batch;
  }

  /** Brokers that do not answer are asked with the next poll. */
  private void askEnds(Set<TopicPartition> where) {
    if (!where.isEmpty()) {
      try {
        reading.require(endOffsets(where, PATIENCE));
      } catch (TimeoutException silent) {
        LOG.info("It is not known yet where {} end: {}", where, silent.getMessage());
      }
    }
  }

  /** Where the lag is known, the position is, so that nothing is waited for. */
  private void noteProgress(TopicPartition where) {
    currentLag(where).ifPresent(lag -> reading.of(where).position(position(where), lag));
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, telling(listener));
  }

  @Override
  public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
    super.subscribe(pattern, telling(listener));
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    reading.of(partition).left();
    super.seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    reading.of(partition).left();
    super.seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    reading.left(partitions);
    super.seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    reading.left(partitions);
    super.seekToEnd(partitions);
  }

  @Override
  public void close() {
    reading.taken(assignment());
    super.close();
  }

  @Override
  public void close(CloseOptions options) {
    reading.taken(assignment());
    super.close(options);
  }

  /** Before anything of theirs is closed. */
  private ConsumerRebalanceListener telling(ConsumerRebalanceListener listener) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        reading.taken(partitions);
        listener.onPartitionsRevoked(partitions);
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> partitions) {
        reading.taken(partitions);
        listener.onPartitionsLost(partitions);
      }

      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        reading.given(partitions);
        listener.onPartitionsAssigned(partitions);
      }
    };
  }
}
