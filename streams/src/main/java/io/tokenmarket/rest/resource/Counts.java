package io.tokenmarket.rest.resource;

import io.tokenmarket.schemas.Units;

/** The largest whole numbers of requests. */
final class Counts {
  /** Of an interval: no market gets so far. */
  static final long INTERVAL = 1_000_000_000_000L;

  static final long TOKENS = Units.LOTS_LIMIT * Units.TOKENS_PER_LOT;

  private Counts() {}
}
