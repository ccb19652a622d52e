package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.AnsweredLog;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Of what participants were told the oldest is deleted after a while, but the log has its cause for
 * ever: a node that is new would wait for it for ever. So it waits for nothing that was published
 * before it started, where the beginning of a partition is gone.
 */
final class DeletedEvents {
  private final ExchangeName exchange;
  private final Map<String, Object> settings;
  private volatile Map<Integer, Long> answered = Map.of();
  private volatile Map<TopicPartition, Long> begins = Map.of();

  /**
   * @param settings by which the engine's state is read
   */
  DeletedEvents(ExchangeName exchange, Map<String, Object> settings) {
    this.exchange = exchange;
    this.settings = settings;
  }

  /** Called before it is asked how much is published: what is answered then, is. */
  void noteAnswered() {
    answered = AnsweredLog.ends(settings);
  }

  /** Where the partitions of the history begin. */
  void noteBegins(Map<TopicPartition, Long> found) {
    begins = new HashMap<>(found);
  }

  /** Whether the engine had answered the cause of an event whole, and so published it. */
  boolean isPublished(SpecificRecord event, TopicPartition log) {
    return RecentEvents.position(event) < answered.getOrDefault(log.partition(), 0L);
  }

  /**
   * Whether an event that the history has not, once it is read as far as it was at the start, was
   * deleted.
   *
   * @param log the partition of its market
   * @param events the partition of its participant
   */
  boolean isOneOf(SpecificRecord event, TopicPartition log, int events) {
    TopicPartition where = new TopicPartition(exchange.topic(Topics.ORDER_EVENTS), events);
    return isPublished(event, log) && begins.getOrDefault(where, 0L) > 0;
  }
}
