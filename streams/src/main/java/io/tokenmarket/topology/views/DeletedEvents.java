package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Of what participants were told the oldest is deleted after a while, but the log has its cause for
 * ever: a node that is new would wait for it for ever. So it waits for nothing that was published
 * before it started, where the beginning of a partition is gone.
 */
final class DeletedEvents {
  private final ExchangeName exchange;
  private final Map<String, Object> settings;
  private volatile Map<TopicPartition, OffsetAndMetadata> handled = Map.of();
  private volatile Map<TopicPartition, Long> begins = Map.of();

  /**
   * @param settings of an admin client
   */
  DeletedEvents(ExchangeName exchange, Map<String, Object> settings) {
    this.exchange = exchange;
    this.settings = settings;
  }

  /** Called before it is asked how much is published: what the engine had handled then, is. */
  void noteHandled() {
    try (Admin admin = Admin.create(settings)) {
      handled =
          admin.listConsumerGroupOffsets(exchange.engine()).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
        throw new KafkaException(failed.getCause().getMessage(), failed.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** Where the partitions of the history begin. */
  void noteBegins(Map<TopicPartition, Long> found) {
    begins = new HashMap<>(found);
  }

  /** Whether the engine had handled the cause of an event, and so published it. */
  boolean isHandled(SpecificRecord event, TopicPartition log) {
    OffsetAndMetadata next = handled.get(log);
    return next != null && Computed.position(event) < next.offset();
  }

  /**
   * Whether an event that the history has not, once it is read as far as it stood at the start, was
   * deleted.
   *
   * @param log the partition of its market
   * @param end where that stood at the start; an engine that left no offset has handled it all
   * @param events the partition of its participant
   */
  boolean isOneOf(SpecificRecord event, TopicPartition log, long end, int events) {
    OffsetAndMetadata next = handled.get(log);
    TopicPartition where = new TopicPartition(exchange.topic(Topics.ORDER_EVENTS), events);
    return Computed.position(event) < (next == null ? end : next.offset())
        && begins.getOrDefault(where, 0L) > 0;
  }
}
