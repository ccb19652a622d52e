package io.tokenmarket.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, a small gate, and pages so small that it is published in many transactions. */
@Timeout(900)
class GateKilledTest {
  private static final int ORDERS = 4_000;

  @TempDir private Path dir;

  @Test
  void aGateWhoseNodeDiesBetweenTwoTransactionsIsWholeInTheEnd() throws InterruptedException {
    Map<String, String> smallPages =
        Map.of("engine.page.events", "200", "engine.large.book", "1000");
    Plan plan =
        Plan.of(1, 1, Duration.ofMinutes(10))
            .only(List.of(Fault.GATE_KILLED))
            .with(0, smallPages)
            .withGate(ORDERS);
    List<String> said = new ArrayList<>();
    Chaos.Result result = Chaos.run(plan, dir, said::add);
    assertThat(result.difference()).isNull();
    CutGate cut = result.tally().cuts().get(result.tally().cuts().size() - 1);
    assertThat(cut.events())
        .as("a clearing; a trade, an award and an end each")
        .isEqualTo(1 + 3L * ORDERS);
    assertThat(cut.seen()).isPositive().isLessThan(cut.events());
  }
}
