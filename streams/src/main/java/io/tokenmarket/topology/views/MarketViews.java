package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Trade;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What can be asked about the markets. All of it is committed: the views read committed topics
 * only, and what they show of a cleared interval never changes.
 *
 * <p>Each question may throw {@link ViewsUnavailableException}; none gives a part for the whole.
 */
public interface MarketViews {

  /** Why nothing can be answered now, empty while everything can. */
  Optional<String> unavailable();

  /** The markets with their rules, by name. */
  List<MarketDefinition> markets();

  /** The rules of a market, empty where it is not defined. */
  Optional<MarketDefinition> market(String market);

  /** The last clearing; its log position is how far the views have read this market. */
  Optional<Clearing> latestClearing(String market);

  /** The clearing of an interval, empty where it held no auction or has not been cleared yet. */
  Optional<Clearing> clearing(String market, long interval);

  /**
   * Clearings of the intervals {@code from} (included) to {@code to} (excluded), earliest first.
   *
   * @param limit at most this many
   */
  List<Clearing> clearings(String market, long from, long to, int limit);

  /**
   * Trades of an interval by number. The trades of the last interval may still be coming in; a
   * clearing tells how many there are.
   *
   * @param from the first number wanted
   * @param limit at most this many
   */
  List<Trade> trades(String market, long interval, int from, int limit);

  /** Whether a factory, hardware, tier or market was ever part of an auction of this market. */
  boolean performed(Grouping grouping, String subject, String market);

  /** Shows what a subject did in the intervals from (included) to (excluded), earliest first. */
  void performances(
      Grouping grouping,
      String subject,
      String market,
      long from,
      long to,
      Consumer<Performance> each);
}
