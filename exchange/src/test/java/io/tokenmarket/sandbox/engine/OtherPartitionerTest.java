package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A producer whose partitioner spreads what one participant sends. */
@Timeout(180)
class OtherPartitionerTest {
  private static final int PARTITIONS = 4;
  private static final int ORDERS = 200;
  private static final long SEED = 20_261_130;

  @TempDir Path dir;

  /** Of two partitions nobody knows which is read first; some cancellations overtake. */
  @Test
  void whatWasCancelledDoesNotStandWhicheverPartitionItCameBy() throws Exception {
    Random random = new Random(SEED);
    try (Cluster cluster = Cluster.start(dir, PARTITIONS)) {
      cluster.runningEngine("engine", Map.of());
      cluster.send(
          Topics.MARKET_DEFINITIONS,
          "eu",
          MarketDefinition.newBuilder(Commands.definition("eu", 1_000)).setRulebook(1).build());
      Tape events = cluster.tape(Topics.ORDER_EVENTS);
      events.await("definition", read -> !read.isEmpty());
      for (int n = 0; n < ORDERS; n++) {
        int one = random.nextInt(PARTITIONS);
        cluster.send(Topics.TOKEN_DEMAND, one, "app", Commands.demand("d" + n, 1));
        cluster.send(Topics.TOKEN_DEMAND, (one + 1) % PARTITIONS, "app", cancellation(n));
      }
      Map<String, String> answers =
          answers(events.await("answers", read -> answers(read).size() == 2 * ORDERS));
      for (int n = 0; n < ORDERS; n++) {
        assertThat(List.of(answers.get("d" + n), answers.get("c" + n)))
            .as("order %s; seed %s", n, SEED)
            .isIn(
                List.of("accepted", "cancelled"), List.of("ALREADY_CANCELLED", "ORDER_NOT_FOUND"));
      }
      assertThat(new TreeSet<>(answers.values()))
          .as("some overtook, some did not; seed %s", SEED)
          .containsExactly("ALREADY_CANCELLED", "ORDER_NOT_FOUND", "accepted", "cancelled");
    }
  }

  private static DemandCancelled cancellation(int n) {
    return DemandCancelled.newBuilder()
        .setCommandId("c" + n)
        .setMarket("eu")
        .setParticipant("app")
        .setDemandId("d" + n)
        .build();
  }

  /** What each command was answered. */
  private static Map<String, String> answers(List<SpecificRecord> events) {
    Map<String, String> answers = new HashMap<>();
    for (SpecificRecord event : events) {
      if (event instanceof OrderAccepted accepted) {
        answers.put(accepted.getCommandId(), "accepted");
      } else if (event instanceof OrderCancelled cancelled) {
        answers.put(cancelled.getCommandId(), "cancelled");
      } else if (event instanceof OrderRejected rejected) {
        answers.put(rejected.getCommandId(), rejected.getReason());
      }
    }
    return answers;
  }
}
