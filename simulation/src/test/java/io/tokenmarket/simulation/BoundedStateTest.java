package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.MarketDefinition;
import org.junit.jupiter.api.Test;

/** The market remembers commands for three auctions here, so after three it holds all it will. */
class BoundedStateTest {
  private static final Scenario QUICKSTART = Scenario.shipped("quickstart");

  @Test
  void theStateDoesNotGrowWithTheLengthOfARun() {
    assertThat(sizeAfter(200, 3)).isEqualTo(sizeAfter(20, 3)).isPositive();
  }

  /** So that the test above would see a state that grows. */
  @Test
  void aStateThatRemembersTheWholeRunIsSeenToGrow() {
    assertThat(sizeAfter(200, 1_000)).isGreaterThan(9 * sizeAfter(20, 1_000));
  }

  private static long sizeAfter(int intervals, long memoryAuctions) {
    MarketDefinition definition =
        MarketDefinition.newBuilder(QUICKSTART.definition())
            .setMemoryAuctions(memoryAuctions)
            .build();
    Simulation simulation = new Simulation(definition, QUICKSTART.population()::commands);
    for (int interval = 0; interval < intervals; interval++) {
      simulation.next();
    }
    return simulation.stateSize();
  }
}
