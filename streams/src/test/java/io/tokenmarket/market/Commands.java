package io.tokenmarket.market;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.List;

/**
 * Commands to one example market: two tiers, one-minute intervals, ids remembered for 3 auctions.
 */
final class Commands {
  static final String MARKET = "eu";
  static final long STEP = 10;
  static final long FLOOR = 100;
  static final long CAP = 1_000_000;
  static final long MEMORY = 3;
  static final long FEE_PPM = 20_000;

  static {
    AvroTrust.grant();
  }

  private Commands() {}

  static MarketDefinition definition(String id) {
    return definition(id, List.of(tier("SLOW"), tier("FAST")));
  }

  static MarketDefinition definition(String id, List<TierDefinition> tiers) {
    return MarketDefinition.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant("operator")
        .setOrigin(Instant.ofEpochMilli(1_000_000))
        .setIntervalMillis(60_000L)
        .setTiers(tiers)
        .setPriceStep(STEP)
        .setFeePpm(FEE_PPM)
        .setMemoryAuctions(MEMORY)
        .build();
  }

  static TierDefinition tier(String name) {
    return new TierDefinition(name, 50L, 32_000L, FLOOR, CAP, 3_000L);
  }

  /** One MW: 60 lots of a tier per 1,000 tokens/s and interval. */
  static SupplyOffer offer(String id, String factory, long intervals, TierRate... rates) {
    return offer(id, factory, 1_000, intervals, rates);
  }

  static SupplyOffer offer(
      String id, String factory, long kilowatts, long intervals, TierRate... rates) {
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant(factory)
        .setSite("hall")
        .setHardware("blackwell")
        .setKilowatts(kilowatts)
        .setRates(List.of(rates))
        .setIntervals(intervals)
        .build();
  }

  static TierRate rate(String tier, long rate, long ask) {
    return new TierRate(tier, rate, ask);
  }

  static TokenDemand demand(
      String id, String app, String tier, long lots, long limit, long intervals) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant(app)
        .setTier(tier)
        .setLots(lots)
        .setLimitPrice(limit)
        .setIntervals(intervals)
        .build();
  }

  static OfferCancelled cancelOffer(String id, String factory, String offerId) {
    return new OfferCancelled(id, MARKET, factory, offerId, -1L);
  }

  static DemandCancelled cancelDemand(String id, String app, String demandId) {
    return new DemandCancelled(id, MARKET, app, demandId, -1L);
  }

  static GateClosed gate(long interval) {
    return new GateClosed(
        MARKET, interval, Instant.ofEpochMilli(Calendar.gate(definition("any"), interval)));
  }

  static OfferAmended amendOffer(
      String id, String factory, String offerId, long kilowatts, TierRate... rates) {
    return OfferAmended.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant(factory)
        .setOfferId(offerId)
        .setKilowatts(kilowatts)
        .setRates(List.of(rates))
        .build();
  }

  static DemandAmended amendDemand(
      String id, String app, String demandId, long lots, long limit, DemandStep... steps) {
    return new DemandAmended(id, MARKET, app, demandId, lots, limit, List.of(steps), -1L);
  }

  static MarketHalted halt(String id) {
    return new MarketHalted(id, MARKET, "operator");
  }

  static MarketResumed resume(String id) {
    return new MarketResumed(id, MARKET, "operator");
  }

  static BudgetDefinition budget(String id, String consumer, long nanoDollars) {
    return new BudgetDefinition(id, MARKET, "operator", consumer, "DAY", nanoDollars, null);
  }

  static DeliveryReported delivery(
      String id, String factory, long interval, int trade, long tokens) {
    return new DeliveryReported(id, MARKET, factory, interval, trade, tokens);
  }

  /** The no-cancel phase before the gate of this interval, or what comes in it. */
  static GateClosing closing(long interval, int number) {
    return new GateClosing(MARKET, interval, number, Instant.ofEpochMilli(0));
  }
}
