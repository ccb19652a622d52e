package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engine remembers is in its changelogs, not in its memory. */
@Timeout(300)
class RestartTest {
  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir Path dir;

  @Test
  void aResendIsAnsweredTheSameByAnEngineThatNeverSawTheFirst() throws Exception {
    try (Cluster cluster = Cluster.start(dir, 1)) {
      Tape events = cluster.tape(Topics.ORDER_EVENTS);
      try (Engine first = cluster.runningEngine("first", Map.of())) {
        cluster.send(
            Topics.MARKET_DEFINITIONS,
            Commands.MARKET,
            Commands.definition(Commands.MARKET, HOUR_MILLIS));
        events.await("definition", read -> read.size() == 1);
        cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("d", 5));
        events.await("answer", read -> read.size() == 2);
      }
      cluster.runningEngine("second", Map.of());
      cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("d", 5));
      cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("d", 6));
      cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("new", 5));
      List<SpecificRecord> read = events.await("three answers", all -> all.size() == 5);
      OrderAccepted answer = (OrderAccepted) read.get(1);
      OrderAccepted again = (OrderAccepted) read.get(2);
      assertThat(again.getRepeated()).isTrue();
      assertThat(again.getLogPosition()).isEqualTo(answer.getLogPosition());
      assertThat(((OrderRejected) read.get(3)).getReason()).isEqualTo("COMMAND_ID_CONFLICT");
      assertThat(((OrderAccepted) read.get(4)).getRepeated()).isFalse();
    }
  }

  @Test
  void anEngineThatLosesItsPlaceInTheLogHandlesNothingTwice() throws Exception {
    try (Cluster cluster = Cluster.start(dir, 1)) {
      Tape clearings = cluster.tape(Topics.CLEARINGS);
      try (Engine first = cluster.runningEngine("first", Map.of())) {
        cluster.send(
            Topics.MARKET_DEFINITIONS, Commands.MARKET, Commands.definition(Commands.MARKET, 500));
        clearings.await("auctions", read -> read.size() == 3);
      }
      try (Admin admin = cluster.admin()) {
        admin
            .deleteConsumerGroupOffsets(
                "token-market", Set.of(new TopicPartition(Topics.MARKET_LOG, 0)))
            .all()
            .get();
      }
      cluster.runningEngine("second", Map.of());
      int before = clearings.after(Duration.ZERO).size();
      clearings.await("auctions of the second", read -> read.size() >= before + 2);
      List<SpecificRecord> answers =
          cluster.tape(Topics.ORDER_EVENTS).await("answers", read -> !read.isEmpty());
      assertThat(answers).singleElement().isInstanceOf(MarketDefined.class);
    }
  }
}
