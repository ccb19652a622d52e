package io.tokenmarket.topology.views;

import java.util.Locale;

/** By what revenue and utilisation are kept. */
public enum Grouping {
  FACTORY,
  HARDWARE,
  TIER,
  MARKET;

  /** The store that holds them: key of {@link ViewKeys#performance}, value Performance. */
  public String store() {
    return "performance-by-" + label();
  }

  /** The word for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
