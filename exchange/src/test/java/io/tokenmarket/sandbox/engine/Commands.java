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
    return MarketDefinition.newBuilder()
        .setCommandId("define")
        .setMarket(market)
        .setParticipant("operator")
        .setOrigin(Instant.now().truncatedTo(ChronoUnit.SECONDS))
        .setIntervalMillis(intervalMillis)
        .setTiers(List.of(tier))
        .setPriceStep(1L)
        .setFeePpm(0L)
        .setMemoryAuctions(100_000L)
        .build();
  }

  static SupplyOffer offer(String id) {
    TierRate rate = new TierRate("MEDIUM", 1_000_000L, DOLLAR);
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant("factory")
        .setSite("hall")
        .setHardware("GB300")
        .setKilowatts(1_000L)
        .setRates(List.of(rate))
        .setIntervals(1_000L)
        .build();
  }

  static TokenDemand demand(String id, long lots) {
    return demand(id, lots, "app");
  }

  static TokenDemand demand(String id, long lots, String participant) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant(participant)
        .setTier("MEDIUM")
        .setLots(lots)
        .setLimitPrice(2 * DOLLAR)
        .setIntervals(1_000L)
        .build();
  }
}
