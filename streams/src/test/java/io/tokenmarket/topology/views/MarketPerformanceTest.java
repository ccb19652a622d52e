package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Performances of what the real market clears. */
class MarketPerformanceTest {
  private static final String MARKET = "north";

  private final MarketState state = MarketState.undefined(MARKET);
  private long position;

  @Test
  void whatTheMarketClearsIsSharedOutToTheNanoDollar() {
    handle(SampleMarket.definition(MARKET));
    for (long seed = 1; seed <= 20; seed++) {
      Clearing clearing = clear(seed);
      assertThat(clearing.getRevenue()).as("seed " + seed).isPositive();
      for (Grouping grouping : Grouping.values()) {
        assertSharedOut(clearing, grouping, "seed " + seed + " by " + grouping.label());
      }
    }
  }

  private static void assertSharedOut(Clearing clearing, Grouping grouping, String which) {
    List<Performance> done = Performances.of(clearing, grouping);
    assertThat(done.stream().map(Performance::getRevenue).reduce(BigDecimal.ZERO, BigDecimal::add))
        .as(which)
        .isEqualTo(clearing.getRevenue());
    assertThat(done.stream().map(Performance::getFees).reduce(BigDecimal.ZERO, BigDecimal::add))
        .as(which)
        .isEqualTo(clearing.getFees());
    assertThat(done.stream().mapToLong(Performance::getWattsSold).sum())
        .as(which)
        .isEqualTo(clearing.getWattsSold());
  }

  private Clearing clear(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      handle(offer("offer-" + seed + "-" + i, random));
      handle(demand("demand-" + seed + "-" + i, random));
    }
    GateClosed gate =
        new GateClosed(
            MARKET, seed, SampleMarket.ORIGIN.plusMillis(seed * SampleMarket.INTERVAL_MILLIS));
    return (Clearing) handle(gate).get(0);
  }

  private List<SpecificRecord> handle(SpecificRecord command) {
    return Market.handle(state, new LogEntry(position++, command));
  }

  private static SupplyOffer offer(String id, Random random) {
    List<TierRate> rates =
        List.of(
            new TierRate("MEDIUM", 1_000_000L + random.nextInt(1_000), ask(random)),
            new TierRate("ULTRA", 100_000L + random.nextInt(1_000), ask(random)));
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant("factory-" + random.nextInt(3))
        .setSite("site")
        .setHardware("hardware-" + random.nextInt(2))
        .setKilowatts(1 + random.nextInt(1_000))
        .setRates(rates)
        .setIntervals(1)
        .build();
  }

  private static TokenDemand demand(String id, Random random) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant("app-" + random.nextInt(3))
        .setTier(random.nextBoolean() ? "MEDIUM" : "ULTRA")
        .setLots(1 + random.nextInt(10_000))
        .setLimitPrice(5_000_000 + ask(random))
        .setIntervals(1)
        .build();
  }

  private static long ask(Random random) {
    return 10_000L * random.nextInt(500);
  }
}
