package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendOffer;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Trade;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class CascadeAndPoolsTest {
  @Test
  void aFasterTierServesTheSlowersDemandAtTheSlowersPrice() {
    Log log = Log.open(Log.rules().setCascade(true));
    log.append(offer("o", "factory", 1, rate("FAST", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 500, 1));
    List<SpecificRecord> events = log.append(gate(0));
    Trade trade = (Trade) events.get(1);
    assertThat(trade.getTier()).isEqualTo("SLOW");
    assertThat(trade.getAwardedTier()).isEqualTo("FAST");
    assertThat(trade.getPrice()).isBetween(200L, 500L);
    assertThat(events)
        .filteredOn(OrderAwarded.class::isInstance)
        .extracting(
            event -> ((OrderAwarded) event).getOrderId(),
            event -> ((OrderAwarded) event).getTier(),
            event -> ((OrderAwarded) event).getNanoDollars())
        .containsExactly(
            tuple("o", "FAST", trade.getNanoDollars()), tuple("d", "SLOW", trade.getNanoDollars()));
    Clearing clearing = (Clearing) events.get(0);
    assertThat(clearing.getTiers().get(1).getPrice())
        .isGreaterThanOrEqualTo(clearing.getTiers().get(0).getPrice());
  }

  /** So that the test above shows something. */
  @Test
  void withoutACascadeTiersAreApart() {
    Log log = Log.open();
    log.append(offer("o", "factory", 1, rate("FAST", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 500, 1));
    assertThat(log.close(0, Trade.class)).isEmpty();
  }

  /** Each pool makes 60 lots of SLOW, or 30 and 60 of FAST. */
  private static SupplyOffer pooled(String id) {
    return SupplyOffer.newBuilder(offer(id, "factory", 2_000, 9))
        .setPools(List.of(new Pool("prefill", 1_000L), new Pool("decode", 1_000L)))
        .setRecipes(
            List.of(
                new Recipe("SLOW", 200L, List.of(1_000L, 1_000L)),
                new Recipe("FAST", 300L, List.of(500L, 1_000L))))
        .build();
  }

  @Test
  void anOfferOfTwoPoolsIsClearedWithAShadowPriceForEach() {
    Log log = Log.open();
    log.append(pooled("o"), OrderAccepted.class);
    log.append(demand("d1", "app", "SLOW", 100, 500, 1));
    Clearing clearing = log.close(0, Clearing.class).get(0);
    assertThat(clearing.getOffers())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getRuns())
                    .extracting(TierRun::getTier, TierRun::getLots, TierRun::getWatts)
                    .containsExactly(tuple("SLOW", 60L, 2_000_000L)));
    assertThat(clearing.getPools())
        .extracting(PoolClearing::getPool, PoolClearing::getWatts)
        .containsExactly(tuple("prefill", 1_000_000L), tuple("decode", 1_000_000L));
    assertThat(clearing.getPools().stream().mapToLong(PoolClearing::getRent).sum())
        .isEqualTo(clearing.getOffers().get(0).getRent())
        .isPositive();
    assertThat(clearing.getRecipeLots()).containsExactly(60L, 0L);
  }

  @Test
  void poolsHoldToTheirRules() {
    Log log = Log.open();
    assertThat(log.refused(named("a", "kilowatts", 1_999L))).isEqualTo(Reason.POOLS_INVALID);
    assertThat(log.refused(named("b", "rates", List.of(rate("SLOW", 1, 100)))))
        .isEqualTo(Reason.POOLS_INVALID);
    assertThat(log.refused(named("c", "recipes", List.of()))).isEqualTo(Reason.POOLS_INVALID);
    assertThat(log.refused(recipes("d", new Recipe("SLOW", 200L, List.of(0L, 0L)))))
        .isEqualTo(Reason.POOLS_INVALID);
    assertThat(log.refused(recipes("e", new Recipe("SLOW", 200L, List.of(1L)))))
        .isEqualTo(Reason.POOLS_INVALID);
    assertThat(log.refused(recipes("f", new Recipe("ULTRA", 200L, List.of(1L, 1L)))))
        .isEqualTo(Reason.UNKNOWN_TIER);
    assertThat(log.refused(recipes("g", new Recipe("SLOW", 205L, List.of(1_000L, 1L)))))
        .isEqualTo(Reason.PRICE_OFF_GRID);
    assertThat(log.refused(recipes("h", new Recipe("SLOW", 200L, List.of(-1L, 1L)))))
        .isEqualTo(Reason.RATE_OUT_OF_RANGE);
    assertThat(log.refused(recipes("i", new Recipe("SLOW", 200L, List.of(1_000L, 1L)))))
        .isEqualTo(Reason.NO_RATES);
    Recipe other = new Recipe("SLOW", 210L, List.of(1_000L, 1_000L));
    assertThat(log.refused(recipes("j", pooled("j").getRecipes().get(0), other)))
        .isEqualTo(Reason.POOLS_INVALID);
  }

  private static SupplyOffer recipes(String id, Recipe... recipes) {
    return named(id, "recipes", List.of(recipes));
  }

  private static SupplyOffer named(String id, String field, Object value) {
    return Records.with(pooled(id), field, value);
  }

  @Test
  void aPooledOfferIsAmendedWithItsPools() {
    Log log = Log.open();
    log.append(pooled("o"));
    OfferAmended less =
        OfferAmended.newBuilder(amendOffer("a", "factory", "o", 1_900))
            .setPools(List.of(new Pool("prefill", 900L), new Pool("decode", 1_000L)))
            .setRecipes(pooled("o").getRecipes())
            .build();
    assertThat(log.append(less, OrderAmended.class).getPlaceKept()).isTrue();
    assertThat(log.refused(amendOffer("b", "factory", "o", 1_900))).isEqualTo(Reason.NO_RATES);
  }
}
