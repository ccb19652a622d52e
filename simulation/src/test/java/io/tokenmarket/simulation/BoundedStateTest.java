package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.StateJournal;
import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.UnsettledTrade;
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
    Size size = new Size();
    Simulation simulation = new Simulation(definition, QUICKSTART.population()::commands, size);
    for (int interval = 0; interval < intervals; interval++) {
      simulation.next();
    }
    return size.records;
  }

  private static final class Size implements StateJournal {
    private long records;

    @Override
    public void head(MarketHead head) {}

    @Override
    public void orderOpened(OpenOrder order) {
      records++;
    }

    @Override
    public void orderClosed(OpenOrder order) {
      records--;
    }

    @Override
    public void budget(Budget budget) {
      records++;
    }

    @Override
    public void key(SigningKey key) {
      records++;
    }

    @Override
    public void keyRemoved(SigningKey key) {
      records--;
    }

    @Override
    public void waits(UnsettledTrade trade) {
      records += trade.getReportedTokens() < 0 ? 1 : 0;
    }

    @Override
    public void settled(UnsettledTrade trade) {
      records--;
    }

    @Override
    public void remembered(CommandMemory memory) {
      records++;
    }

    @Override
    public void forgotten(CommandMemory memory) {
      records--;
    }
  }
}
