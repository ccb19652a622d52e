package io.tokenmarket.producers.catalogue;

/** Where a figure comes from, so that nobody takes an estimate for a statement. */
public enum Mark {
  /** Stated by the source. */
  S,
  /** Read off the source's chart, within 0.01 M tokens per second per MW. */
  C,
  /** Derived from stated figures by arithmetic. */
  D,
  /** Our estimate. */
  E
}
