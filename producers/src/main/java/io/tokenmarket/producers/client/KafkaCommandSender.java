package io.tokenmarket.producers.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.ExchangeName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands through a Kafka producer, in their order and not on the caller's thread, which a
 * producer may hold up for as long as no broker answers. A producer that cannot be used any more is
 * replaced.
 */
final class KafkaCommandSender implements CommandSender {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaCommandSender.class);

  /** Behind one of these, a producer sends nothing any more; it does not say so itself. */
  private static final List<Class<? extends RuntimeException>> LAST =
      List.of(
          AuthenticationException.class,
          ClusterAuthorizationException.class,
          ProducerFencedException.class,
          InvalidProducerEpochException.class,
          OutOfOrderSequenceException.class,
          UnsupportedVersionException.class,
          IllegalStateException.class);

  private final ExchangeName exchange;
  private final Supplier<Producer<String, SpecificRecord>> making;
  private final ExecutorService thread;
  private Producer<String, SpecificRecord> producer;
  private volatile boolean broken;

  /**
   * @param making gives a producer that works
   * @param thread does one thing after the other
   */
  KafkaCommandSender(
      ExchangeName exchange,
      Supplier<Producer<String, SpecificRecord>> making,
      ExecutorService thread) {
    this.exchange = exchange;
    this.making = making;
    this.thread = thread;
  }

  @Override
  public void send(Command command, FailureListener onFailure) {
    try {
      thread.execute(() -> sendNow(command, onFailure));
    } catch (RejectedExecutionException closed) {
      onFailure.failed(closed);
    }
  }

  private void sendNow(Command command, FailureListener onFailure) {
    try {
      working()
          .send(
              record(command),
              (metadata, failure) -> {
                if (failure != null) {
                  failed(failure, onFailure);
                }
              });
    } catch (KafkaException | IllegalStateException refused) {
      failed(refused, onFailure);
    }
  }

  private void failed(Exception failure, FailureListener onFailure) {
    broken |= isLast(failure);
    onFailure.failed(failure);
  }

  private static boolean isLast(Exception failure) {
    return failure.getClass() == KafkaException.class
        || LAST.stream().anyMatch(kind -> kind.isInstance(failure));
  }

  private Producer<String, SpecificRecord> working() {
    if (producer != null && broken) {
      LOG.warn("Commands go on with another producer");
      close(Duration.ZERO);
    }
    if (producer == null) {
      producer = making.get();
      broken = false;
    }
    return producer;
  }

  private void close(Duration patience) {
    if (producer != null) {
      producer.close(patience);
      producer = null;
    }
  }

  /** Hands over to the brokers what was sent so far, and waits so long for each of two steps. */
  void end(Duration patience) {
    thread.execute(() -> close(patience));
    thread.shutdown();
    try {
      if (!thread.awaitTermination(2 * patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Commands could not be handed over within {}", patience);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ProducerRecord<String, SpecificRecord> record(Command command) {
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(exchange.topic(command.topic()), command.recordKey(), command.body());
    if (command.signature() != null) {
      record.headers().add(CommandSignature.HEADER, command.signature().getBytes(UTF_8));
    }
    return record;
  }
}
