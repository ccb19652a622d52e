package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.tokenmarket.market.Calendar;
import io.tokenmarket.rest.resource.Windows;
import io.tokenmarket.rest.resource.Windows.Window;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.topology.views.MarketViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prices, supply and demand of a tier by windows of time. */
final class WindowRoutes {
  /** So many clearings are read at once. */
  private static final int CHUNK = 200;

  /** A page ends at the first window behind so many auctions, and no window may have more. */
  static final int MOST_AUCTIONS = 5_000;

  /** The same of lines of their clearings, of which there is one for each offer. */
  static final int MOST_LINES = 500_000;

  private final MarketViews views;
  private final Lookup lookup;

  WindowRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                "/v1/markets/{market}/tiers/{tier}/windows",
                "listWindows",
                "Prices (open, high, low, close), supply and demand of a tier by windows of time",
                Windows.class,
                this::windows)
            .with(Parameter.WINDOW)
            .ranged());
  }

  private void windows(Context context) {
    Parameters parameters = new Parameters(context);
    MarketDefinition market = lookup.market(parameters.path("market"));
    String tier = lookup.tier(market, parameters.path("tier"));
    long length = parameters.window(market);
    long position = lookup.clearedPosition(market.getMarket());
    Scan scan = new Scan(market, tier, length, parameters.limit());
    long from = parameters.numberCursor().orElseGet(() -> parameters.from(market));
    scan.run(from, parameters.to(market));
    Finality.answerCurrent(
        context,
        new Windows(
            market.getMarket(),
            tier,
            Duration.ofMillis(length * market.getIntervalMillis()).toString(),
            position,
            scan.windows,
            scan.next));
  }

  /** Reads the clearings of a range until the page is full. */
  private final class Scan {
    private final MarketDefinition market;
    private final int tier;
    private final long length;
    private final int limit;
    private final List<Window> windows = new ArrayList<>();
    private Windowed open;
    private long number = -1;
    private int auctions;
    private long lines;
    private long linesOfWindow;
    private String next;

    Scan(MarketDefinition market, String tier, long length, int limit) {
      this.market = market;
      this.tier = market.getTiers().stream().map(t -> t.getTier()).toList().indexOf(tier);
      this.length = length;
      this.limit = limit;
    }

    void run(long from, long to) {
      long first = from;
      boolean more = true;
      while (more) {
        List<Clearing> chunk = views.clearings(market.getMarket(), first, to, CHUNK);
        more = chunk.stream().allMatch(this::add) && chunk.size() == CHUNK;
        first = chunk.isEmpty() ? first : chunk.get(chunk.size() - 1).getInterval() + 1;
      }
      if (open != null) {
        windows.add(open.resource());
      }
    }

    /** False where the clearing is the first of the next page. */
    private boolean add(Clearing clearing) {
      if (clearing.getInterval() / length != number && !begin(clearing)) {
        return false;
      }
      TierClearing cleared = clearing.getTiers().get(tier);
      open.add(clearing, cleared);
      auctions++;
      count(clearing.getOffers().size());
      return true;
    }

    private void count(int offers) {
      lines += offers;
      linesOfWindow += offers;
      if (linesOfWindow > MOST_LINES) {
        throw ProblemType.BAD_PARAMETER.because(
            "The offers in one window of market \"%s\" are more than the %s that are read at once; choose a shorter window."
                .formatted(market.getMarket(), MOST_LINES));
      }
    }

    private boolean begin(Clearing clearing) {
      boolean full =
          windows.size() + 1 == limit || auctions >= MOST_AUCTIONS || lines >= MOST_LINES;
      linesOfWindow = 0;
      if (open != null && full) {
        next = Parameters.cursor(Long.toString(clearing.getInterval()));
        return false;
      }
      if (open != null) {
        windows.add(open.resource());
      }
      number = clearing.getInterval() / length;
      Instant at = Instant.ofEpochMilli(Calendar.gate(market, number * length));
      open = new Windowed(at, market.getIntervalMillis());
      return true;
    }
  }
}
