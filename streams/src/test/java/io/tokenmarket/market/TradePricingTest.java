package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One auction worked out by hand: 60 lots at most, two apps want 40 and 30 of them. */
class TradePricingTest {
  private final Log log = Log.open();
  private final List<Trade> trades;
  private final Clearing clearing;

  TradePricingTest() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d1", "app1", "SLOW", 40, 500, 1));
    log.append(demand("d2", "app2", "SLOW", 30, 300, 1));
    log.append(Commands.gate(0));
    trades = only(Trade.class);
    clearing = only(Clearing.class).get(0);
  }

  private <T> List<T> only(Class<T> type) {
    return log.events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void everyoneTradesAtTheOneClearingPrice() {
    TierClearing slow = clearing.getTiers().get(0);
    assertThat(slow.getPrice()).isEqualTo(300);
    assertThat(trades).allMatch(trade -> trade.getPrice() == 300);
    assertThat(slow.getLots()).isEqualTo(60);
    assertThat(slow.getBidLots()).isEqualTo(70);
  }

  @Test
  void aTradeCostsLotsTimesPriceAndItsFeeIsRoundedDown() {
    assertThat(trades).extracting(Trade::getLots).containsExactly(40L, 20L);
    assertThat(trades).extracting(Trade::getNanoDollars).containsExactly(12_000L, 6_000L);
    assertThat(trades).extracting(Trade::getFeeNanoDollars).containsExactly(240L, 120L);
  }

  @Test
  void theSellerPaysTheFeeAndTheBuyerNone() {
    assertThat(only(OrderAwarded.class))
        .extracting(OrderAwarded::getFeeNanoDollars)
        .containsExactly(360L, 0L, 0L);
    assertThat(clearing.getRevenue()).isEqualByComparingTo("0.000018");
    assertThat(clearing.getFees()).isEqualByComparingTo("0.00000036");
    assertThat(clearing.getTiers().get(0).getFees()).isEqualTo(clearing.getFees());
  }

  @Test
  void theRunSaysWhatTheLotsTakeOfThePower() {
    OfferClearing offer = clearing.getOffers().get(0);
    assertThat(offer.getRuns())
        .containsExactly(new TierRun("SLOW", 60L, 1_000_000L, 18_000L, 360L));
    assertThat(clearing.getWattsOffered()).isEqualTo(1_000_000);
    assertThat(clearing.getWattsSold()).isEqualTo(1_000_000);
  }

  @Test
  void theShadowPriceIsTheRentPerMegawatt() {
    OfferClearing offer = clearing.getOffers().get(0);
    assertThat(offer.getRent()).isEqualTo(60 * (300 - 200));
    assertThat(offer.getShadowPrice()).isEqualByComparingTo("0.000006");
  }

  @Test
  void aTierNobodySellsHasNoMarketPrice() {
    assertThat(clearing.getTiers())
        .extracting(TierClearing::getTraded)
        .containsExactly(true, false);
  }

  @Test
  void theFeeIsRoundedDownTradeByTrade() {
    Log small = Log.open();
    small.append(offer("o", "factory", 1, rate("SLOW", 1_000, 100)));
    small.append(demand("d1", "app", "SLOW", 1, 210, 1));
    small.append(demand("d2", "app", "SLOW", 1, 210, 1));
    List<Trade> two = small.close(0, Trade.class);
    long price = two.get(0).getPrice();
    assertThat(two)
        .hasSize(2)
        .allMatch(trade -> trade.getFeeNanoDollars() == price * 20_000 / 1_000_000);
  }

  /** On one kW a rent of a long is a thousand longs per MW. */
  @Test
  void aShadowPriceBeyondALongIsWrittenExactly() {
    Log dear = new Log();
    long most = (1L << 30) - 1;
    dear.append(weekly(most));
    dear.append(
        SupplyOffer.newBuilder()
            .setCommandId("o")
            .setMarket("eu")
            .setParticipant("f")
            .setSite("hall")
            .setHardware("x")
            .setKilowatts(1L)
            .setRates(List.of(new TierRate("T", 1_000_000_000L, 0L)))
            .setIntervals(1L)
            .build());
    dear.append(demand("d", "app", "T", 1L << 32, most, 1));
    Clearing result = dear.close(0, Clearing.class).get(0);
    OfferClearing offer = result.getOffers().get(0);
    assertThat(offer.getRent()).isEqualTo(604_800_000 * most);
    assertThat(offer.getShadowPrice())
        .isEqualByComparingTo(BigDecimal.valueOf(604_800_000 * most, 6));
  }

  private static MarketDefinition weekly(long cap) {
    return MarketDefinition.newBuilder()
        .setCommandId("definition")
        .setMarket("eu")
        .setParticipant("operator")
        .setOrigin(Instant.EPOCH)
        .setIntervalMillis(604_800_000L)
        .setTiers(List.of(new TierDefinition("T", 1L, 1L, 0L, cap, 0L)))
        .setPriceStep(1L)
        .setFeePpm(1_000_000L)
        .setMemoryAuctions(1L)
        .build();
  }
}
