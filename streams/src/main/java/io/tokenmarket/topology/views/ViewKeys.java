package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Posting;

/**
 * The keys of the views: names, then numbers padded so that the order of the keys is the order of
 * the numbers. A slash within a name is escaped, so that no name runs into its neighbour's keys.
 */
final class ViewKeys {
  /** Digits of the largest long. */
  private static final int LONG_DIGITS = 19;

  /** Digits of the largest int. */
  private static final int INT_DIGITS = 10;

  private ViewKeys() {}

  static String clearing(String market, long interval) {
    return escaped(market) + '/' + padded(interval, LONG_DIGITS);
  }

  static String trade(String market, long interval, int number) {
    return clearing(market, interval) + '/' + padded(number, INT_DIGITS);
  }

  static String performance(String subject, String market, long interval) {
    return escaped(subject) + '/' + clearing(market, interval);
  }

  static String delivery(Grouping grouping, DeliveryPerformance done) {
    return delivery(grouping, done.getSubject(), done.getMarket(), done.getInterval());
  }

  static String delivery(Grouping grouping, String subject, String market, long interval) {
    return grouping.label() + '/' + performance(subject, market, interval);
  }

  static String event(String participant, long sequence) {
    return escaped(participant) + '/' + padded(sequence, LONG_DIGITS);
  }

  /** The sequence in a key of {@link #event}. */
  static long sequence(String eventKey) {
    return Long.parseLong(eventKey.substring(eventKey.lastIndexOf('/') + 1));
  }

  static String told(String participant, String market) {
    return escaped(participant) + '/' + escaped(market);
  }

  static String award(String participant, OrderAwarded award) {
    return awards(participant, award.getMarket(), award.getInterval())
        + escaped(award.getOrderId())
        + '/'
        + escaped(award.getTier());
  }

  /** What the keys of a participant's awards of an interval begin with. */
  static String awards(String participant, String market, long interval) {
    return escaped(participant) + '/' + clearing(market, interval) + '/';
  }

  /** Who trades with himself has both sides of an entry on his account: what he pays is first. */
  static String posting(Posting posting) {
    return posting(
            posting.getAccount(), posting.getMarket(), posting.getInterval(), posting.getNumber())
        + (posting.getNanoDollars() < 0 ? "/0" : "/1");
  }

  static String posting(String account, String market, long interval, int number) {
    return performance(account, market, interval) + '/' + padded(number, INT_DIGITS);
  }

  private static String escaped(String name) {
    return name.replace("%", "%25").replace("/", "%2F");
  }

  private static String padded(long number, int digits) {
    if (number < 0) {
      throw new IllegalArgumentException("a key holds no negative number: " + number);
    }
    String text = Long.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }
}
