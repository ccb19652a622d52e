package io.tokenmarket.producers.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.demand.Draw;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class StrategiesTest {
  private static final MarketDefinition MARKET =
      MarketDefinition.newBuilder()
          .setCommandId("define")
          .setMarket("m")
          .setParticipant("operator")
          .setOrigin(Instant.EPOCH)
          .setIntervalMillis(1_000)
          .setTiers(Catalogue.load().tierDefinitions())
          .setPriceStep(1_000)
          .setFeePpm(0)
          .setMemoryAuctions(10)
          .build();

  @Test
  void whoNamesNoStrategySendsTheTruth() {
    List<SpecificRecord> truth = List.of(offer(500_000), demand(10, 3));
    assertThat(new Strategies(Map.of()).commands(0, truth)).isEqualTo(truth);
    assertThat(new Strategies(Map.of("another", new BudgetPacing(0, 1))).commands(0, truth))
        .isEqualTo(truth);
  }

  @Test
  void eachHearsOfItsOwnAwardsAlone() {
    Strategies strategies =
        new Strategies(Map.of("app", new BudgetPacing(100, 1), "other", new BudgetPacing(100, 1)));
    strategies.hear(List.of(award("other", 10, 10)));
    assertThat(strategies.commands(0, List.of(demand(10, 10)))).hasSize(1);
    strategies.hear(List.of(award("app", 10, 10)));
    assertThat(strategies.commands(1, List.of(demand(10, 10)))).isEmpty();
  }

  /** 600 nano-dollars over 4 intervals: 150 more each time, and what was left. */
  @Test
  void aPacedAppBidsForWhatItsBudgetAllowsSoFar() {
    BudgetPacing pacing = new BudgetPacing(600, 4);
    assertThat(lots(pacing, 0, 100, 2)).isEqualTo(75);
    pacing.awarded(award("app", 75, 1));
    assertThat(lots(pacing, 1, 100, 2)).isEqualTo(100);
    assertThat(lots(pacing, 1, 100, 2)).isEqualTo(12);
    assertThat(lots(pacing, 2, 100, 1_000)).isZero();
    pacing.awarded(award("app", 100, 3));
    assertThat(lots(pacing, 3, 1_000, 1)).isEqualTo(225);
    assertThat(lots(pacing, 9, 1_000, 1)).isEqualTo(225);
  }

  @Test
  void aPacedAppNeverOverspends() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      long budget = random.nextInt(10_000);
      BudgetPacing pacing = new BudgetPacing(budget, 50);
      long spent = 0;
      for (int interval = 0; interval < 60; interval++) {
        long limit = random.nextInt(20);
        long bid = lots(pacing, interval, random.nextInt(200), limit);
        long bought = random.nextLong(bid + 1);
        long price = random.nextLong(limit + 1);
        pacing.awarded(award("app", bought, price));
        spent += bought * price;
        assertThat(spent)
            .as("seed %d, interval %d", seed, interval)
            .isLessThanOrEqualTo(budget * Math.min(interval + 1, 50) / 50);
      }
    }
  }

  /** Demand that buys 100 lots at up to three times the cost: 200 % earns most. */
  @Test
  void aMarkUpIsLearnedFromWhatWasSold() {
    LearningMarkUp markUp = new LearningMarkUp(MARKET, new Draw(1));
    int most = 0;
    for (int interval = 0; interval < 200; interval++) {
      long ask = ask(markUp.offer(interval, offer(500_000)));
      if (ask <= 1_500_000) {
        markUp.awarded(award("hall", 100, ask));
      }
      most += interval >= 100 && ask == 1_500_000 ? 1 : 0;
    }
    assertThat(most).isBetween(80, 99);
  }

  @Test
  void aMarkUpIsNeverAboveTheCapAndKeepsToThePriceStep() {
    LearningMarkUp markUp = new LearningMarkUp(MARKET, new Draw(1));
    long cap = MARKET.getTiers().get(1).getCap();
    for (int interval = 0; interval < 50; interval++) {
      long ask = ask(markUp.offer(interval, offer(cap / 2 + 1_000)));
      assertThat(ask).isBetween(cap / 2 + 1_000, cap);
      assertThat(ask % MARKET.getPriceStep()).isZero();
    }
  }

  @Test
  void aMarkUpIsOnTheAsksOfRecipesToo() {
    SupplyOffer pods =
        SupplyOffer.newBuilder(offer(500_000))
            .setRates(List.of())
            .setPools(List.of(new Pool("prefill", 700L), new Pool("decode", 300L)))
            .setRecipes(List.of(new Recipe("MEDIUM", 500_000L, List.of(1_000L, 2_000L))))
            .build();
    LearningMarkUp markUp = new LearningMarkUp(MARKET, new Draw(1));
    LearningMarkUp flat = new LearningMarkUp(MARKET, new Draw(1));
    for (int interval = 0; interval < 50; interval++) {
      SupplyOffer sent = markUp.offer(interval, pods);
      long ask = sent.getRecipes().get(0).getAsk();
      assertThat(ask).isEqualTo(ask(flat.offer(interval, offer(500_000))));
      assertThat(sent.getPools()).isEqualTo(pods.getPools());
      markUp.awarded(award("hall", 100, ask));
      flat.awarded(award("hall", 100, ask));
    }
  }

  @Test
  void theSameSeedTriesTheSameMarkUps() {
    assertThat(asks(7)).isEqualTo(asks(7)).isNotEqualTo(asks(8));
  }

  private static List<Long> asks(long seed) {
    LearningMarkUp markUp = new LearningMarkUp(MARKET, new Draw(seed));
    return IntStream.range(0, 200)
        .mapToObj(interval -> ask(markUp.offer(interval, offer(500_000))))
        .toList();
  }

  private static long ask(SupplyOffer offer) {
    return offer.getRates().get(0).getAsk();
  }

  private static long lots(BudgetPacing pacing, long interval, long wanted, long limit) {
    return pacing.demand(interval, demand(wanted, limit)).map(TokenDemand::getLots).orElse(0L);
  }

  private static SupplyOffer offer(long ask) {
    return SupplyOffer.newBuilder()
        .setCommandId("hall@0")
        .setMarket("m")
        .setParticipant("hall")
        .setSite("s")
        .setHardware("h")
        .setKilowatts(1_000)
        .setRates(List.of(new TierRate("MEDIUM", 1_000L, ask)))
        .setIntervals(1)
        .build();
  }

  private static TokenDemand demand(long lots, long limit) {
    return TokenDemand.newBuilder()
        .setCommandId("app@0")
        .setMarket("m")
        .setParticipant("app")
        .setTier("MEDIUM")
        .setLots(lots)
        .setLimitPrice(limit)
        .setIntervals(1)
        .build();
  }

  private static OrderAwarded award(String participant, long lots, long price) {
    return new OrderAwarded(
        "m", participant, participant + "@0", 0L, "MEDIUM", lots, price, lots * price, 0L, 0L);
  }
}
