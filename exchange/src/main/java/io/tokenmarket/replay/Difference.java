package io.tokenmarket.replay;

/**
 * Where a record of the exchange is not what the log gives.
 *
 * @param topic the topic, or the view, that the published value is on
 * @param interval the auction the value belongs to, or the last one before it; -1 before the first
 * @param logPosition of the entry that causes, or is said to cause, the value
 * @param field its path in the record, such as {@code tiers[2].price}
 * @param published what is there; "nothing" where there is no such record
 * @param recomputed what the log gives
 */
public record Difference(
    String topic,
    String market,
    long interval,
    long logPosition,
    String field,
    String published,
    String recomputed) {
  static final String NOTHING = "nothing";

  @Override
  public String toString() {
    return "%s: market %s, interval %s, log position %s, %s: published %s, recomputed %s"
        .formatted(topic, market, interval, logPosition, field, published, recomputed);
  }
}
