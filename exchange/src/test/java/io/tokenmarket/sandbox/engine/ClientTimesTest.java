package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Senders whose clocks show anything. */
@Timeout(180)
class ClientTimesTest {
  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("2001-01-01T00:00:00Z"),
          Instant.parse("9999-01-01T00:00:00Z"));

  @TempDir Path dir;

  /** What is kept for so long is kept from the time on at which the broker got it. */
  @Test
  void aSendersClockDecidesNothing() throws Exception {
    Instant began = Instant.now().minusSeconds(60);
    try (Cluster cluster = Cluster.start(dir, 1)) {
      cluster.runningEngine("first", Map.of());
      cluster.send(Topics.MARKET_DEFINITIONS, "eu", Commands.definition("eu", 100), TIMES.get(0));
      for (Instant time : TIMES) {
        cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("of " + time, 1), time);
      }
      cluster
          .tape(Topics.ORDER_EVENTS)
          .await("answer to each", read -> accepted(read) == TIMES.size());
      cluster.tape(Topics.CLEARINGS).await("auctions", read -> read.size() > 2);
      for (String topic : List.of(Topics.TOKEN_DEMAND, Topics.MARKET_LOG, Topics.ORDER_EVENTS)) {
        for (ConsumerRecord<?, ?> record : cluster.tape(topic).records(Duration.ofMillis(200))) {
          assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
          assertThat(Instant.ofEpochMilli(record.timestamp()))
              .isBetween(began, Instant.now().plusSeconds(60));
        }
      }
    }
  }

  private static long accepted(List<?> read) {
    return read.stream().filter(OrderAccepted.class::isInstance).count();
  }
}
