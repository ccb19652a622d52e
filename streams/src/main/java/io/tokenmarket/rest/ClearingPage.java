package io.tokenmarket.rest;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.MarketViews;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of a market's clearings, earliest first. The cursor is the interval the next one begins
 * with. It ends early where the clearings are large: to read one is to read a line for each offer.
 *
 * @param logPosition that the clearings are complete to, -1 before the first
 * @param next cursor of the next page, null on the last
 */
record ClearingPage(String market, long logPosition, List<Clearing> clearings, String next) {

  /** So many clearings are read at once. */
  private static final int CHUNK = 50;

  /** A page ends behind so many lines. */
  static final int MOST_LINES = 100_000;

  static ClearingPage of(MarketViews views, Lookup lookup, Parameters parameters) {
    MarketDefinition market = lookup.market(parameters.path("market"));
    long position = lookup.clearedPosition(market.getMarket());
    long from = parameters.numberCursor().orElseGet(() -> parameters.from(market));
    Reading reading = new Reading(parameters.limit());
    reading.run(views, market.getMarket(), from, parameters.to(market));
    return new ClearingPage(market.getMarket(), position, reading.found, reading.next);
  }

  /** Reads the clearings of a range until the page is full. */
  private static final class Reading {
    private final int limit;
    private final List<Clearing> found = new ArrayList<>();
    private int lines;
    private String next;

    Reading(int limit) {
      this.limit = limit;
    }

    void run(MarketViews views, String market, long from, long to) {
      long first = from;
      boolean more = true;
      while (more) {
        int size = Math.min(CHUNK, limit + 1 - found.size());
        List<Clearing> chunk = views.clearings(market, first, to, size);
        more = chunk.stream().allMatch(this::add) && chunk.size() == size;
        first = chunk.isEmpty() ? first : chunk.get(chunk.size() - 1).getInterval() + 1;
      }
    }

    /** False where the clearing is the first of the next page. */
    private boolean add(Clearing clearing) {
      if (found.size() == limit || lines >= MOST_LINES) {
        next = Parameters.cursor(Long.toString(clearing.getInterval()));
        return false;
      }
      lines += clearing.getOffers().size();
      found.add(clearing);
      return true;
    }
  }
}
