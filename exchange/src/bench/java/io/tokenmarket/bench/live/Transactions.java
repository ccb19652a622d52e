package io.tokenmarket.bench.live;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;

/** The transactions of a cluster as its coordinator wrote them down. */
final class Transactions {
  private static final String TOPIC = "__transaction_state";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PREPARE_COMMIT = 2;
  private static final int PREPARE_ABORT = 3;

  private final List<TransactionLogValue> committed = new ArrayList<>();
  private long aborted;

  private Transactions() {}

  /** Those that ended at this time or later. */
  static Transactions since(Map<String, ?> settings, long millis) {
    Transactions transactions = new Transactions();
    Map<String, Object> all = new HashMap<>(settings);
    all.put("enable.auto.commit", false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).get(only);
      while (consumer.position(only) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.timestamp() >= millis && record.value() != null) {
            transactions.add(ByteBuffer.wrap(record.value()));
          }
        }
      }
    }
    return transactions;
  }

  private void add(ByteBuffer value) {
    short version = value.getShort();
    TransactionLogValue state = new TransactionLogValue(new ByteBufferAccessor(value), version);
    if (state.transactionStatus() == PREPARE_COMMIT) {
      committed.add(state);
    } else if (state.transactionStatus() == PREPARE_ABORT) {
      aborted++;
    }
  }

  int committed() {
    return committed.size();
  }

  /** By their producers or, where those were silent for too long, by the coordinator. */
  long aborted() {
    return aborted;
  }

  /** From the first write to the commit, milliseconds. */
  Delays lengths() {
    Delays lengths = new Delays();
    committed.forEach(
        state ->
            lengths.add(
                state.transactionLastUpdateTimestampMs() - state.transactionStartTimestampMs()));
    return lengths;
  }
}
