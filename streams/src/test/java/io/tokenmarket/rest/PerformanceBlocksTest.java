package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.Performed;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sum that is made of kept blocks is the sum of its records, whatever came in meanwhile. */
class PerformanceBlocksTest {
  private static final int AUCTIONS = 400;
  private static final int QUESTIONS = 300;

  @TempDir Path directory;
  private final Random random = new Random(13);
  private ViewsDriver views;
  private MarketDefinition market;
  private PerformanceBlocks blocks;
  private int cleared;
  private int reads;

  @BeforeEach
  void start() {
    views = ViewsDriver.inMemory(directory);
    market =
        MarketDefinition.newBuilder(SampleMarket.definition("north"))
            .setSettlementIntervals(2)
            .build();
    views.define(market);
    blocks = new PerformanceBlocks(counting(views));
  }

  @AfterEach
  void stop() {
    views.close();
  }

  @Test
  void aSumIsThatOfItsRecordsWhileAuctionsAreHeldAndSettled() {
    for (int interval = 0; interval < AUCTIONS; interval++) {
      clear(interval);
      if (interval >= 2) {
        settle(interval - 2);
      }
      ask(interval);
    }
    for (int n = 0; n < QUESTIONS; n++) {
      ask(AUCTIONS - 1);
    }
  }

  @Test
  void whatIsSettledLateIsInTheNextSum() {
    for (int interval = 0; interval <= 2 * PerformanceBlocks.INTERVALS; interval++) {
      clear(interval);
    }
    int late = PerformanceBlocks.INTERVALS / 2;
    for (int interval = 0; interval < PerformanceBlocks.INTERVALS; interval++) {
      if (interval != late) {
        settle(interval);
      }
    }
    PerformancePage before = page(0, AUCTIONS, Optional.empty(), 1);
    settle(late);
    PerformancePage after = page(0, AUCTIONS, Optional.empty(), 1);

    assertThat(after.sum().deliveries().megawattHours())
        .isGreaterThan(before.sum().deliveries().megawattHours());
    assertThat(after.sum()).usingRecursiveComparison().isEqualTo(sum(0, AUCTIONS));
  }

  @Test
  void aBlockThatNothingChangesIsReadOnce() {
    for (int interval = 0; interval <= PerformanceBlocks.INTERVALS; interval++) {
      clear(interval);
      settle(interval);
    }
    PerformancePage first = page(0, PerformanceBlocks.INTERVALS, Optional.empty(), 1);
    int readsOfFirst = reads;
    PerformancePage second = page(0, PerformanceBlocks.INTERVALS, Optional.empty(), 1);

    assertThat(readsOfFirst).isPositive();
    assertThat(reads).isEqualTo(readsOfFirst);
    assertThat(second.sum()).usingRecursiveComparison().isEqualTo(first.sum());
  }

  /** Oslo stays away from some auctions, and from a block of them. */
  private void clear(int interval) {
    cleared = interval;
    Clearing clearing = SampleMarket.clearing("north", interval);
    boolean away = interval % 7 == 3 || interval / PerformanceBlocks.INTERVALS == 3;
    List<OfferClearing> offers =
        clearing.getOffers().stream()
            .filter(offer -> !away || !offer.getFactory().equals("oslo"))
            .toList();
    views.clear(Clearing.newBuilder(clearing).setOffers(offers).build());
    SampleMarket.trades("north", interval).forEach(views::trade);
  }

  private void settle(int interval) {
    SampleMarket.settled("north", interval, 300, 200, 100).forEach(views::settle);
  }

  private void ask(int last) {
    long from = random.nextInt(last + 1);
    long to = from + random.nextInt(AUCTIONS);
    int limit = 1 + random.nextInt(100);
    PerformancePage page = page(from, to, Optional.empty(), limit);
    List<Performed> expected = entries(from, to);

    assertThat(page.sum()).usingRecursiveComparison().isEqualTo(sum(from, to));
    assertThat(page.entries()).isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
    assertThat(page.next() != null).isEqualTo(expected.size() > limit);
    if (page.next() != null) {
      Performed before = expected.get(limit - 1);
      String cursor = before.sold().getMarket() + '/' + before.sold().getInterval();
      assertThat(page(from, to, Optional.of(cursor), limit).entries())
          .isEqualTo(expected.subList(limit, Math.min(2 * limit, expected.size())));
    }
  }

  private MarketViews counting(MarketViews counted) {
    return (MarketViews)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MarketViews.class},
            (proxy, method, arguments) -> {
              reads++;
              return method.invoke(counted, arguments);
            });
  }

  private PerformancePage page(long from, long to, Optional<String> cursor, int limit) {
    Selection oslo = new Selection(Grouping.FACTORY, "oslo", List.of(market));
    PerformancePage page = new PerformancePage(List.of(), cursor, limit);
    blocks.show(oslo, market, from, to, cleared, page);
    return page;
  }

  private PerformanceTotals sum(long from, long to) {
    PerformanceTotals sum = new PerformanceTotals();
    entries(from, to).forEach(done -> sum.add(done, market.getIntervalMillis()));
    return sum;
  }

  private List<Performed> entries(long from, long to) {
    List<Performed> found = new ArrayList<>();
    views.performances(
        Grouping.FACTORY, "oslo", "north", from, to, done -> found.add(done.orNothingToDeliver()));
    return found;
  }
}
