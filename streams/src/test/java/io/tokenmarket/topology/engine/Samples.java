package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.List;

/** Commands that a market accepts: one tier, auctions of ten seconds from the epoch on. */
final class Samples {
  static final String MARKET = "eu";
  static final long INTERVAL_MILLIS = 10_000;

  private static final long DOLLAR = 1_000_000;

  static {
    AvroTrust.grant();
  }

  private Samples() {}

  static MarketDefinition definition(String market) {
    TierDefinition tier = new TierDefinition("MEDIUM", 40L, 32_768L, 0L, 100 * DOLLAR, 3 * DOLLAR);
    return MarketDefinition.newBuilder()
        .setCommandId("define")
        .setMarket(market)
        .setParticipant("operator")
        .setOrigin(Instant.EPOCH)
        .setIntervalMillis(INTERVAL_MILLIS)
        .setTiers(List.of(tier))
        .setPriceStep(1L)
        .setFeePpm(0L)
        .setMemoryAuctions(100L)
        .build();
  }

  static SupplyOffer offer(String id, String factory) {
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant(factory)
        .setSite("hall 1")
        .setHardware("GB300")
        .setKilowatts(1_000L)
        .setRates(List.of(new TierRate("MEDIUM", 1_000L, DOLLAR)))
        .setIntervals(1L)
        .build();
  }

  static TokenDemand demand(String id, String app) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant(app)
        .setTier("MEDIUM")
        .setLots(5L)
        .setLimitPrice(2 * DOLLAR)
        .setIntervals(1L)
        .build();
  }

  static OfferCancelled offerCancelled(String id, String factory, String offer) {
    return new OfferCancelled(id, MARKET, factory, offer, -1L);
  }

  static DemandCancelled demandCancelled(String id, String app, String demand) {
    return new DemandCancelled(id, MARKET, app, demand, -1L);
  }

  static MarketHalted halt(String market) {
    return new MarketHalted("halt", market, "operator");
  }

  static MarketResumed resume(String market) {
    return new MarketResumed("resume", market, "operator");
  }

  static BudgetDefinition budget(String market, String consumer) {
    return new BudgetDefinition("budget", market, "operator", consumer, "DAY", 1L, null);
  }

  static KeyDefinition key(String owner, String publicKey) {
    return new KeyDefinition("key-" + owner, MARKET, "operator", owner, publicKey);
  }
}
