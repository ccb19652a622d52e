package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Trade;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTopologyTest {
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

  @Test
  void aMarketHasTheRulesOfTheFirstDefinition() {
    MarketDefinition first = SampleMarket.definition("north");
    views.define(first);
    views.define(MarketDefinition.newBuilder(first).setCommandId("2").setFeePpm(9).build());

    assertThat(views.market("north")).contains(first);
  }

  @Test
  void aDefinitionTheMarketRefusesIsNotShown() {
    MarketDefinition valid = SampleMarket.definition("north");
    views.define(MarketDefinition.newBuilder(valid).setCommandId("1").setFeePpm(-1).build());
    assertThat(views.market("north")).isEmpty();

    views.define(valid);
    assertThat(views.market("north")).contains(valid);
  }

  @Test
  void otherCommandsOpenNoMarket() {
    views.log(
        GateClosed.newBuilder()
            .setMarket("north")
            .setInterval(1)
            .setAt(SampleMarket.ORIGIN)
            .build());

    assertThat(views.markets()).isEmpty();
  }

  @Test
  void marketsAreListedByName() {
    List.of("west", "north", "east").forEach(name -> views.define(SampleMarket.definition(name)));

    assertThat(views.markets())
        .extracting(MarketDefinition::getMarket)
        .containsExactly("east", "north", "west");
  }

  @Test
  void aClearingIsFoundUnderItsInterval() {
    views.clear("north", 7);

    assertThat(views.clearing("north", 7)).contains(SampleMarket.clearing("north", 7));
    assertThat(views.clearing("north", 8)).isEmpty();
    assertThat(views.clearing("south", 7)).isEmpty();
  }

  @Test
  void clearingsOfARangeComeInOrder() {
    List.of(2, 9, 10, 11, 100).forEach(interval -> views.clear("north", interval));

    assertThat(views.clearings("north", 9, 100, 10))
        .extracting(Clearing::getInterval)
        .containsExactly(9L, 10L, 11L);
    assertThat(views.clearings("north", 0, Long.MAX_VALUE, 2))
        .extracting(Clearing::getInterval)
        .containsExactly(2L, 9L);
    assertThat(views.clearings("north", 9, 9, 10)).isEmpty();
  }

  @Test
  void anOldClearingReadAgainIsNotTheLatest() {
    views.clear("north", 7);
    views.clear("north", 8);
    views.clear("north", 7);

    assertThat(views.latestClearing("north")).contains(SampleMarket.clearing("north", 8));
  }

  @Test
  void whatTheBooksKnowNothingOfTakesNoPlaceOfAnother() {
    views.clear("north", 1);
    views.clear("north", 2);
    views.forget();
    Clearing first = SampleMarket.clearing("north", 1);
    Trade trade = SampleMarket.trades("north", 1).get(0);
    views.clear(Clearing.newBuilder(first).setWattsSold(first.getWattsSold() + 1).build());
    views.clear(Clearing.newBuilder(first).setInterval(Long.MAX_VALUE).build());
    views.trade(Trade.newBuilder(trade).setLots(trade.getLots() + 1).build());
    views.trade(Trade.newBuilder(trade).setNumber(1_000).build());
    views.clear("north", 1);

    assertThat(views.clearings("north", 0, Long.MAX_VALUE, 10))
        .containsExactly(first, SampleMarket.clearing("north", 2));
    assertThat(views.latestClearing("north")).contains(SampleMarket.clearing("north", 2));
    assertThat(views.trades("north", 1, 0, 2_000)).isEqualTo(SampleMarket.trades("north", 1));
  }

  /** So that the test above would see what is taken. */
  @Test
  void whatTheBooksKnowNothingOfIsTakenWhereItFollows() {
    views.clear("north", 1);
    views.forget();
    views.clear("north", 2);

    assertThat(views.latestClearing("north")).contains(SampleMarket.clearing("north", 2));
    assertThat(views.trades("north", 2, 0, 2_000)).isEqualTo(SampleMarket.trades("north", 2));
  }

  @Test
  void tradesComeByNumber() {
    views.clear("north", 7);
    views.clear("north", 8);

    assertThat(views.trades("north", 7, 0, 10)).isEqualTo(SampleMarket.trades("north", 7));
    assertThat(views.trades("north", 7, 1, 1)).extracting(Trade::getNumber).containsExactly(1);
  }

  @Test
  void performancesAreThoseOfTheSubjectInTheRange() {
    for (int interval = 0; interval < 12; interval++) {
      views.clear("north", interval);
      views.clear("south", interval);
    }

    assertThat(performances(Grouping.FACTORY, "oslo", "north", 9, 11))
        .containsExactly(oslo("north", 9), oslo("north", 10));
  }

  @Test
  void aNameMayHoldAnything() {
    views.clear("north", 0);

    assertThat(views.performed(Grouping.HARDWARE, SampleMarket.ODD_HARDWARE, "north")).isTrue();
    assertThat(views.performed(Grouping.HARDWARE, "vera rubin", "lpx 100%/north")).isFalse();
  }

  @Test
  void readingEverythingTwiceChangesNothing() {
    views.clear("north", 3);
    views.clear("north", 3);

    assertThat(performances(Grouping.FACTORY, "oslo", "north", 0, 10))
        .containsExactly(oslo("north", 3));
    assertThat(views.trades("north", 3, 0, 10)).hasSize(3);
  }

  private static Performance oslo(String market, long interval) {
    return Performances.of(SampleMarket.clearing(market, interval), Grouping.FACTORY).get(0);
  }

  private List<Performance> performances(
      Grouping grouping, String subject, String market, long from, long to) {
    List<Performance> found = new ArrayList<>();
    views.performances(grouping, subject, market, from, to, done -> found.add(done.sold()));
    return found;
  }
}
