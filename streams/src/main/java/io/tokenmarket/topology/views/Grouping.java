package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Performance;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what revenue and utilisation are kept. */
public enum Grouping {
  FACTORY,
  HARDWARE,
  TIER,
  MARKET;

  /** The view that holds them: key of {@link ViewKeys#performance}, value Performance. */
  public String view() {
    return ViewKeys.PERFORMANCES + label();
  }

  /** The key in the markets' history of what was done in an interval. */
  public String key(Performance done) {
    return ViewKeys.performance(this, done.getSubject(), done.getMarket(), done.getInterval());
  }

  /** Whose {@link #key} this is, empty where it is of another view. */
  public static Optional<Grouping> ofKey(String key) {
    return Arrays.stream(values())
        .filter(grouping -> key.startsWith(grouping.view() + '/'))
        .findFirst();
  }

  /** The word for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
