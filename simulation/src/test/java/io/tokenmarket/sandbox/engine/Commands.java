package io.tokenmarket.sandbox.engine;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Commands to markets of one tier. */
final class Commands {
  static final String MARKET = "eu";
  private static final long DOLLAR = 1_000_000;

  private Commands() {}

  static MarketDefinition definition(String market, long intervalMillis) {
    TierDefinition tier = new TierDefinition("MEDIUM", 40L, 32_768L, 0L, 100 * DOLLAR, 3 * DOLLAR);
    return new MarketDefinition(
        "define",
        market,
        "operator",
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        intervalMillis,
        List.of(tier),
        1L,
        0L,
        100_000L);
  }

  static SupplyOffer offer(String id) {
    TierRate rate = new TierRate("MEDIUM", 1_000_000L, DOLLAR);
    return new SupplyOffer(id, MARKET, "factory", "hall", "GB300", 1_000L, List.of(rate), 1_000L);
  }

  static TokenDemand demand(String id, long lots) {
    return new TokenDemand(id, MARKET, "app", "MEDIUM", lots, 2 * DOLLAR, 1_000L);
  }
}
