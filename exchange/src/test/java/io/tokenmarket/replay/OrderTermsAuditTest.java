package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Auctions over orders of every kind keep their certificates, by the audit's own book. */
class OrderTermsAuditTest {
  private Random random;
  private ReplayedMarket market;
  private long position;
  private long trades;

  @ParameterizedTest(name = "seed {0}, cascade {1}")
  @CsvSource({"1, false", "2, false", "3, true", "4, true"})
  void everyAuctionIsAudited(long seed, boolean cascade) {
    random = new Random(seed);
    market = new ReplayedMarket("eu", true);
    append(definition("open", cascade, false));
    for (long interval = 0; interval < 60; interval++) {
      for (int k = 0; k < 15; k++) {
        append(order("c" + interval + "-" + k, interval));
      }
      operate(interval, cascade);
      append(new GateClosing("eu", interval, 0, Instant.EPOCH));
      append(gate(interval));
    }
    assertThat(market.interval()).isEqualTo(59);
    assertThat(trades).isGreaterThan(200);
  }

  private void operate(long interval, boolean cascade) {
    if (interval % 10 == 7) {
      append(definition("change" + interval, cascade, true));
      append(new MarketHalted("halt" + interval, "eu", "operator"));
      append(gate(interval));
      append(new MarketResumed("resume" + interval, "eu", "operator"));
    }
  }

  private void append(SpecificRecord command) {
    List<SpecificRecord> events = market.handle(new LogEntry(position++, command));
    trades += events.stream().filter(Trade.class::isInstance).count();
  }

  private static GateClosed gate(long interval) {
    long at = Calendar.gate(Markets.definition("eu", "any"), interval);
    return new GateClosed("eu", interval, Instant.ofEpochMilli(at));
  }

  private MarketDefinition definition(String id, boolean cascade, boolean change) {
    return MarketDefinition.newBuilder(Markets.definition("eu", id))
        .setCascade(cascade)
        .setChange(change)
        .setFeePpm(change ? random.nextInt(50_000) : 20_000)
        .setNetOwnTrades(true)
        .build();
  }

  private SpecificRecord order(String id, long interval) {
    return switch (random.nextInt(6)) {
      case 0 -> offer(id);
      case 1 -> pooled(id);
      case 2 ->
          new DemandAmended(
              id,
              "eu",
              name(),
              "c" + interval + "-" + random.nextInt(15),
              1L + random.nextInt(300),
              price(),
              List.of(),
              -1L);
      default -> demand(id, interval);
    };
  }

  private TokenDemand demand(String id, long interval) {
    TokenDemand.Builder demand =
        TokenDemand.newBuilder()
            .setCommandId(id)
            .setMarket("eu")
            .setParticipant(name())
            .setTier(tier())
            .setLots(1 + random.nextInt(300))
            .setLimitPrice(400 + price())
            .setIntervals(1)
            .setOnce(random.nextBoolean())
            .setSteps(List.of(new DemandStep(20L, 300L), new DemandStep(50L, 200L)));
    return random.nextInt(3) == 0
        ? demand.setInterval(interval + random.nextInt(3)).build()
        : demand.setIntervals(1 + random.nextInt(3)).build();
  }

  private SupplyOffer.Builder supply(String id) {
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket("eu")
        .setParticipant(name())
        .setSite("hall")
        .setHardware("gpu")
        .setIntervals(1 + random.nextInt(4));
  }

  private SupplyOffer offer(String id) {
    return supply(id)
        .setKilowatts(1 + random.nextInt(1_000))
        .setRates(rates())
        .setSteps(List.of(new AskStep(1L + random.nextInt(500), rates())))
        .build();
  }

  private List<TierRate> rates() {
    return Markets.TIERS.stream()
        .map(tier -> new TierRate(tier, 100L + random.nextInt(2_000), price()))
        .toList();
  }

  private SupplyOffer pooled(String id) {
    return supply(id)
        .setKilowatts(1_300)
        .setRates(List.of())
        .setPools(List.of(new Pool("prefill", 800L), new Pool("decode", 500L)))
        .setRecipes(
            Markets.TIERS.stream()
                .map(tier -> new Recipe(tier, price(), List.of(rate(), rate())))
                .toList())
        .build();
  }

  private long rate() {
    return 100L + random.nextInt(2_000);
  }

  private String tier() {
    return Markets.TIERS.get(random.nextInt(Markets.TIERS.size()));
  }

  private String name() {
    return "p" + random.nextInt(4);
  }

  private long price() {
    return 100 + random.nextInt(20) * 10L;
  }
}
