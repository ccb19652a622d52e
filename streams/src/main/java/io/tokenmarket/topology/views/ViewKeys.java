package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Posting;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * The keys of the views, which share a store: the view, names, then numbers padded so that the
 * order of the keys is the order of the numbers. A slash within a name is escaped, so that no name
 * runs into its neighbour's keys.
 */
final class ViewKeys {
  /** {@link #clearing} to Clearing. */
  static final String CLEARINGS = "clearings-by-interval";

  /** {@link #part} to ClearingPart. */
  static final String PARTS = "clearing-parts";

  /** {@link #trade} to Trade. */
  static final String TRADES = "trades-by-interval";

  /** {@link #settledTrade} to TradeSettled. */
  static final String SETTLED_TRADES = "settled-trades-by-interval";

  /** {@link #delivery} to DeliveryPerformance. */
  static final String DELIVERIES = "deliveries-by-subject";

  /** {@link #posting} to Posting. */
  static final String POSTINGS = "postings-by-account";

  /** {@link #performance} to Performance; the name of the grouping follows. */
  static final String PERFORMANCES = "performance-by-";

  /** {@link #event} to what was told. */
  static final String EVENTS = "events-by-participant";

  /** {@link #award} to OrderAwarded. */
  static final String AWARDS = "awards-by-participant";

  /** {@link #told} to an event of a market, by which the last one is found: {@link LastTold}. */
  static final String LAST_TOLD = "last-told";

  /** What is in the markets' store besides the performances. */
  private static final List<String> OTHERS =
      List.of(CLEARINGS, PARTS, TRADES, SETTLED_TRADES, DELIVERIES, POSTINGS);

  /** Digits of the largest long. */
  private static final int LONG_DIGITS = 19;

  /** Digits of the largest int. */
  private static final int INT_DIGITS = 10;

  private ViewKeys() {}

  static boolean isOfAnotherView(String key) {
    return OTHERS.stream().anyMatch(view -> key.startsWith(view + '/'));
  }

  static String clearing(String market, long interval) {
    return CLEARINGS + '/' + auction(market, interval);
  }

  /** Of a clearing that is published in parts: those of another of the interval are elsewhere. */
  static String part(Clearing clearing, int number) {
    ByteBuffer hash = clearing.getHash();
    byte[] bytes = new byte[hash.remaining()];
    hash.duplicate().get(bytes);
    return PARTS
        + '/'
        + auction(clearing.getMarket(), clearing.getInterval())
        + '/'
        + HexFormat.of().formatHex(bytes)
        + '/'
        + padded(number, INT_DIGITS);
  }

  static String trade(String market, long interval, int number) {
    return TRADES + '/' + numbered(market, interval, number);
  }

  static String settledTrade(String market, long interval, int number) {
    return SETTLED_TRADES + '/' + numbered(market, interval, number);
  }

  static String performance(Grouping grouping, String subject, String market, long interval) {
    return grouping.view() + '/' + of(subject, market, interval);
  }

  static String delivery(Grouping grouping, DeliveryPerformance done) {
    return delivery(grouping, done.getSubject(), done.getMarket(), done.getInterval());
  }

  static String delivery(Grouping grouping, String subject, String market, long interval) {
    return DELIVERIES + '/' + grouping.label() + '/' + of(subject, market, interval);
  }

  static String event(String participant, long sequence) {
    return EVENTS + '/' + escaped(participant) + '/' + padded(sequence, LONG_DIGITS);
  }

  static String told(String participant, String market, long sequence) {
    return LAST_TOLD + '/' + of(participant, market, sequence);
  }

  /** The sequence in a key of {@link #event} or {@link #told}. */
  static long sequence(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
  }

  static String award(String participant, OrderAwarded award) {
    return awards(participant, award.getMarket(), award.getInterval())
        + escaped(award.getOrderId())
        + '/'
        + escaped(award.getTier());
  }

  /** What the keys of a participant's awards of an interval begin with. */
  static String awards(String participant, String market, long interval) {
    return AWARDS + '/' + of(participant, market, interval) + '/';
  }

  /**
   * Who trades with themselves has both sides of an entry on their account: what they pay is first.
   */
  static String posting(Posting posting) {
    return posting(
            posting.getAccount(), posting.getMarket(), posting.getInterval(), posting.getNumber())
        + (posting.getNanoDollars() < 0 ? "/0" : "/1");
  }

  static String posting(String account, String market, long interval, int number) {
    return POSTINGS + '/' + of(account, market, interval) + '/' + padded(number, INT_DIGITS);
  }

  private static String of(String owner, String market, long number) {
    return escaped(owner) + '/' + auction(market, number);
  }

  private static String numbered(String market, long interval, int number) {
    return auction(market, interval) + '/' + padded(number, INT_DIGITS);
  }

  private static String auction(String market, long interval) {
    return escaped(market) + '/' + padded(interval, LONG_DIGITS);
  }

  static String escaped(String name) {
    return name.replace("%", "%25").replace("/", "%2F");
  }

  static String unescaped(String name) {
    return name.replace("%2F", "/").replace("%25", "%");
  }

  private static String padded(long number, int digits) {
    if (number < 0) {
      throw new IllegalArgumentException("a key holds no negative number: " + number);
    }
    String text = Long.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }
}
