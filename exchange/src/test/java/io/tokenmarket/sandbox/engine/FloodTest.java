package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.EngineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One participant sends a multitude of commands at once. */
@Timeout(300)
class FloodTest {
  private static final int FLOOD = 20_000;
  private static final int RATE = 500;
  private static final int BURST = 1_000;
  private static final long INTERVAL_MILLIS = 500;

  @TempDir Path dir;
  private final List<TokenDemand> flood =
      IntStream.range(0, FLOOD).mapToObj(i -> Commands.demand("h" + i, 1, "hasty")).toList();

  @Test
  void aFloodOfOneParticipantIsInTheWayOfNobodyAndOfNoGate() throws Exception {
    try (Cluster cluster = Cluster.start(dir, 1)) {
      Map<String, Object> limits =
          Map.of(EngineConfig.INTAKE_RATE, RATE, EngineConfig.INTAKE_BURST, BURST);
      cluster.runningEngine("first", limits);
      cluster.send(Topics.MARKET_DEFINITIONS, "eu", Commands.definition("eu", INTERVAL_MILLIS));
      Tape clearings = cluster.tape(Topics.CLEARINGS);
      clearings.await("auctions", read -> read.size() > 4);

      cluster.sendAll(Topics.TOKEN_DEMAND, "hasty", flood);
      cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("patient", 1));
      Tape events = cluster.tape(Topics.ORDER_EVENTS);
      List<SpecificRecord> answers =
          events.await(
              "answer to all", read -> read.stream().filter(this::isAnswer).count() == FLOOD + 1);

      int taken = Math.toIntExact(answers.stream().filter(FloodTest::isTaken).count());
      List<ConsumerRecord<String, SpecificRecord>> log =
          cluster.tape(Topics.MARKET_LOG).records(Duration.ofMillis(500));
      System.out.printf(
          "%d of %d taken, at most %d entries between two gates, gates late by %s ms%n",
          taken, FLOOD, longestWithoutGate(log), lateness(clearings));
      long seconds = between(log.get(0), log.get(log.size() - 1)) / 1_000 + 1;
      assertThat(taken)
          .isGreaterThanOrEqualTo(BURST)
          .isLessThanOrEqualTo(BURST + RATE * (int) seconds);
      assertThat(answers)
          .filteredOn(OrderRejected.class::isInstance)
          .hasSize(FLOOD - taken)
          .allMatch(event -> ((OrderRejected) event).getReason().equals("TOO_MANY_COMMANDS"));
      int patient = 1;
      assertThat(longestWithoutGate(log)).isLessThanOrEqualTo(taken + patient);
    }
  }

  private static boolean isTaken(SpecificRecord event) {
    return event instanceof OrderAccepted order && order.getParticipant().equals("hasty");
  }

  private boolean isAnswer(SpecificRecord event) {
    return event instanceof OrderAccepted || event instanceof OrderRejected;
  }

  private static long between(ConsumerRecord<?, ?> first, ConsumerRecord<?, ?> last) {
    return last.timestamp() - first.timestamp();
  }

  private static int longestWithoutGate(List<ConsumerRecord<String, SpecificRecord>> log) {
    int longest = 0;
    int since = 0;
    for (ConsumerRecord<String, SpecificRecord> entry : log) {
      since = entry.value() instanceof GateClosed ? 0 : since + 1;
      longest = Math.max(longest, since);
    }
    return longest;
  }

  /** From the stated gate to its clearing on the topic, by the broker's time. */
  private static List<Long> lateness(Tape clearings) {
    return clearings.records(Duration.ofMillis(500)).stream()
        .map(record -> record.timestamp() - ((Clearing) record.value()).getAt().toEpochMilli())
        .toList();
  }
}
