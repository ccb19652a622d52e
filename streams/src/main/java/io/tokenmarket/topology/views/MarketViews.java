package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can be asked about the markets. All of it is committed: the views read committed topics
 * only, and what they show of a cleared interval never changes.
 *
 * <p>Each question may throw {@link ViewsUnavailableException}; none gives a part for the whole.
 */
public interface MarketViews {

  /** Why nothing can be answered now, empty while everything can. */
  Optional<String> unavailable();

  /** Whether this node has a part of the views only, and others the rest. */
  default boolean isShared() {
    return false;
  }

  /**
   * The node that has what is published under a name, {@code HOST:PORT}, where the nodes share the
   * views; empty where this one has it.
   */
  default Optional<String> elsewhere(String name) {
    return Optional.empty();
  }

  /** The same views with what other nodes have told of markets that are elsewhere. */
  default MarketViews with(Collection<Part> told) {
    return this;
  }

  /** The markets with the rules in force, by name. */
  List<MarketDefinition> markets();

  /** The rules in force in a market, empty where it is not defined. */
  Optional<MarketDefinition> market(String market);

  /** Open orders and last auctions; not to be asked while the views are {@link #unavailable}. */
  MarketReplicas replicas();

  /** Tells when the views have moved on. */
  Watch watch();

  /** How far each partition of each topic is read. */
  List<Progress> progress();

  /** What could not be read of a partition since the node started, empty where all could. */
  default Optional<Unreadable> unreadable(String topic, int partition) {
    return Optional.empty();
  }

  /** The last clearing; its log position is how far prices and sums have been read. */
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

  /** What a subject did in the intervals from (included) to (excluded), earliest first. */
  void performances(
      Grouping grouping,
      String subject,
      String market,
      long from,
      long to,
      Predicate<Performed> whileWanted);

  /** The last indicative clearing of a market, whichever interval it was for. */
  Optional<IndicativeClearing> indicative(String market);

  /**
   * What the exchange told a participant, earliest first.
   *
   * @param from the first sequence wanted
   * @param limit at most this many
   */
  List<ParticipantEvent> events(String participant, long from, int limit);

  /**
   * What was told to a participant, last first.
   *
   * @param limit at most this many
   */
  List<ParticipantEvent> lastEvents(String participant, int limit);

  /**
   * What a participant's orders were awarded in the intervals from (included) to (excluded), by
   * interval, order and tier.
   */
  void awards(
      String participant, String market, long from, long to, Predicate<OrderAwarded> whileWanted);

  /**
   * Settled trades of an interval by number; those of the last gate may still be coming in.
   *
   * @param from the first number wanted
   * @param limit at most this many
   */
  List<TradeSettled> settledTrades(String market, long interval, int from, int limit);

  /**
   * What was posted to an account for trades of the intervals from (included) to (excluded), by
   * interval and number.
   */
  void postings(String account, String market, long from, long to, Predicate<Posting> whileWanted);

  /**
   * Whether all that is in a market's log up to a position has had its effect here.
   *
   * @param position offset in the market's partition of the log
   */
  boolean hasRead(String market, long position);

  /** The same, what it made the exchange tell a participant included. */
  boolean hasRead(String market, long position, String participant);

  /** Whether all settlements that follow from the log, as far as the books have it, are here. */
  boolean hasReadSettlements(String market);
}
