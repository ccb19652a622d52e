package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was delivered of the sample's interval 0: oslo sells 600,000 tokens of MEDIUM from 0.6 MW
 * and 100,000 of ULTRA from 0.5 MW, turin 400,000 of MEDIUM from 0.4 MW; 40 MW are on offer.
 */
class DeliveriesTest {
  /** Of the three trades; one less than half, all, none. */
  private static final long[] DELIVERED = {299_999, 400_000, 0};

  @TempDir Path directory;
  private ViewsDriver views;

  @BeforeEach
  void start() {
    views = ViewsDriver.onDisk(directory);
  }

  @AfterEach
  void stop() {
    views.close();
  }

  private static Clearing clearing() {
    return SampleMarket.clearing("north", 0);
  }

  private static List<Trade> trades() {
    return SampleMarket.trades("north", 0);
  }

  private static List<TradeSettled> settled(long... delivered) {
    return SampleMarket.settled("north", 0, delivered);
  }

  private static DeliveryPerformance row(String subject, long tokens, long watts) {
    return new DeliveryPerformance("north", subject, 0L, tokens, watts, 102L);
  }

  @Test
  void powerCountsAsDeliveredByTheTokensItMade() {
    Deliveries delivered = new Deliveries(clearing(), trades(), settled(DELIVERED));

    assertThat(delivered.by(Grouping.FACTORY))
        .containsExactly(row("oslo", 299_999, 299_999), row("turin", 400_000, 400_000));
    assertThat(delivered.by(Grouping.HARDWARE))
        .containsExactly(
            row("blackwell", 299_999, 299_999),
            row(SampleMarket.ODD_HARDWARE, 400_000, 400_000),
            row("hopper", 0, 0));
    assertThat(delivered.by(Grouping.TIER))
        .containsExactly(row("FREE", 0, 0), row("MEDIUM", 699_999, 699_999), row("ULTRA", 0, 0));
    assertThat(delivered.by(Grouping.MARKET)).containsExactly(row("north", 699_999, 699_999));
  }

  @Test
  void tokensOfADearTierTakeMorePower() {
    Deliveries delivered = new Deliveries(clearing(), trades(), settled(0, 0, 50_000));

    assertThat(delivered.by(Grouping.MARKET)).containsExactly(row("north", 50_000, 250_000));
  }

  @Test
  void whatIsDeliveredInFullIsThePowerSold() {
    Deliveries delivered = new Deliveries(clearing(), trades(), settled(600_000, 400_000, 100_000));

    assertThat(delivered.by(Grouping.MARKET))
        .containsExactly(row("north", 1_100_000, clearing().getWattsSold()));
  }

  @Test
  void theStepsOfAnAskAreOneRun() {
    OfferClearing oslo = clearing().getOffers().get(0);
    OfferClearing half =
        OfferClearing.newBuilder(oslo)
            .setRuns(List.of(TierRun.newBuilder(oslo.getRuns().get(0)).setLots(300).build()))
            .build();
    Clearing stepped = Clearing.newBuilder(clearing()).setOffers(List.of(half, half)).build();
    List<Trade> trades = trades().subList(0, 1);

    assertThat(
            new Deliveries(stepped, trades, List.of(SampleMarket.settled(trades.get(0), 150_000)))
                .by(Grouping.MARKET))
        .containsExactly(row("north", 150_000, 300_000));
  }

  @Test
  void aTierMadeForASlowerOneTakesItsOwnPower() {
    Trade cascaded =
        Trade.newBuilder(trades().get(2)).setTier("MEDIUM").setAwardedTier("ULTRA").build();
    List<Trade> trades = List.of(trades().get(0), trades().get(1), cascaded);
    List<TradeSettled> settled =
        trades.stream()
            .map(trade -> SampleMarket.settled(trade, trade == cascaded ? 100_000 : 0))
            .toList();

    assertThat(new Deliveries(clearing(), trades, settled).by(Grouping.TIER))
        .containsExactly(row("FREE", 0, 0), row("MEDIUM", 100_000, 0), row("ULTRA", 0, 500_000));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void whicheverTopicIsReadLastTheDeliveriesAreFiled(List<Integer> order) {
    List<List<? extends SpecificRecord>> topics =
        List.of(List.of(clearing()), trades(), settled(DELIVERED));
    for (int topic : order) {
      assertThat(delivered(Grouping.MARKET, "north")).isNull();
      topics.get(topic).forEach(this::read);
    }

    assertThat(delivered(Grouping.MARKET, "north")).isEqualTo(row("north", 699_999, 699_999));
    assertThat(delivered(Grouping.FACTORY, "oslo")).isEqualTo(row("oslo", 299_999, 299_999));
  }

  static Stream<List<Integer>> orders() {
    return Stream.of(
        List.of(0, 1, 2),
        List.of(0, 2, 1),
        List.of(1, 0, 2),
        List.of(1, 2, 0),
        List.of(2, 0, 1),
        List.of(2, 1, 0));
  }

  @ParameterizedTest
  @EnumSource
  void anIntervalHasNoDeliveriesUntilItsLastTradeIsSettled(Grouping grouping) {
    read(clearing());
    trades().forEach(this::read);
    settled(DELIVERED).subList(0, 2).forEach(this::read);

    String subject = Performances.of(clearing(), grouping).get(0).getSubject();
    assertThat(delivered(grouping, subject)).isNull();
  }

  @Test
  void deliveriesReadTwiceChangeNothing() {
    for (int again = 0; again < 2; again++) {
      read(clearing());
      trades().forEach(this::read);
      settled(DELIVERED).forEach(this::read);
    }

    assertThat(delivered(Grouping.MARKET, "north")).isEqualTo(row("north", 699_999, 699_999));
  }

  @Test
  void eachIntervalHasItsOwnDeliveries() {
    views.clear("north", 0);
    views.clear("north", 1);
    settled(DELIVERED).forEach(this::read);
    List<Performed> found = performed(Grouping.MARKET, "north");

    assertThat(found).extracting(done -> done.sold().getInterval()).containsExactly(0L, 1L);
    assertThat(found.get(0).delivered()).isEqualTo(row("north", 699_999, 699_999));
    assertThat(found.get(1).delivered()).isNull();
  }

  private void read(SpecificRecord record) {
    if (record instanceof Clearing clearing) {
      views.clear(clearing);
    } else if (record instanceof Trade trade) {
      views.trade(trade);
    } else if (record instanceof TradeSettled settled) {
      views.settle(settled);
    }
  }

  /** Null where nothing is cleared, too. */
  private DeliveryPerformance delivered(Grouping grouping, String subject) {
    List<Performed> found = performed(grouping, subject);
    return found.isEmpty() ? null : found.get(0).delivered();
  }

  private List<Performed> performed(Grouping grouping, String subject) {
    List<Performed> found = new ArrayList<>();
    views.performances(grouping, subject, "north", 0, Long.MAX_VALUE, found::add);
    return Collections.unmodifiableList(found);
  }
}
