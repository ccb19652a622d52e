package io.tokenmarket.replay;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A partition of a cluster, read by a consumer of its own. */
final class ClusterStream implements RecordStream {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than any transaction may stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Decoder decoder;
  private final TopicPartition partition;
  private final long begin;
  private final long end;
  private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();
  private Iterator<LogRecord> held = Collections.emptyIterator();
  private ConsumerRecord<byte[], byte[]> next;

  ClusterStream(
      KafkaConsumer<byte[], byte[]> consumer,
      Decoder decoder,
      TopicPartition partition,
      long begin,
      long end) {
    this.consumer = consumer;
    this.decoder = decoder;
    this.partition = partition;
    this.begin = begin;
    this.end = end;
    consumer.assign(List.of(partition));
    consumer.seek(partition, begin);
  }

  @Override
  public long begin() {
    return begin;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public boolean hasNext() {
    return held.hasNext() || isAnother();
  }

  private boolean isAnother() {
    while (next == null && (batch.hasNext() || fetched())) {
      ConsumerRecord<byte[], byte[]> read = batch.next();
      next = decoder.isRecorded(read) ? read : null;
    }
    return next != null && next.offset() < end;
  }

  /** Whether there is another batch; markers of transactions move the position without records. */
  private boolean fetched() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      batch = poll();
      if (batch.hasNext()) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        throw new LogException(
            "%s gives nothing behind offset %s of %s; see whether its broker is up and no transaction hangs, then try again."
                .formatted(partition, consumer.position(partition), end));
      }
    }
    return false;
  }

  private Iterator<ConsumerRecord<byte[], byte[]>> poll() {
    try {
      return consumer.poll(POLL).iterator();
    } catch (InvalidOffsetException deleted) {
      throw new LogException(
          "Records of %s were deleted while they were read; try again.".formatted(partition),
          deleted);
    }
  }

  @Override
  public LogRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(partition + " ends at " + end);
    }
    if (!held.hasNext()) {
      held = decoder.decode(next).iterator();
      next = null;
    }
    return held.next();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
