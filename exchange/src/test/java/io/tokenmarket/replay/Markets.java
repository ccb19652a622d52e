package io.tokenmarket.replay;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import java.time.Instant;
import java.util.List;

/** Markets of the tests: four tiers, one-minute intervals, ids remembered for 3 auctions. */
final class Markets {
  static final List<String> TIERS = List.of("FREE", "MEDIUM", "HIGH", "PREMIUM");
  static final long MEMORY = 3;

  private Markets() {}

  static MarketDefinition definition(String market, String commandId) {
    return MarketDefinition.newBuilder()
        .setCommandId(commandId)
        .setMarket(market)
        .setParticipant("operator")
        .setOrigin(Instant.ofEpochMilli(1_700_000_000_000L))
        .setIntervalMillis(60_000L)
        .setTiers(TIERS.stream().map(Markets::tier).toList())
        .setPriceStep(10L)
        .setFeePpm(20_000L)
        .setMemoryAuctions(MEMORY)
        .build();
  }

  private static TierDefinition tier(String name) {
    return new TierDefinition(name, 50L, 32_000L, 100L, 1_000_000L, 3_000L);
  }
}
