package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.replay.LogRecord;
import io.tokenmarket.replay.MemoryLog;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A log written by hand: one market with the tiers MEDIUM and HIGH, intervals of a second, prices
 * in tenths of a cent, no fee. A megawatt of 1,000,000 tokens per second makes 1,000 lots an
 * interval.
 */
final class Recording {
  static final String MARKET = "eu";
  static final MarketDefinition RULES =
      MarketDefinition.newBuilder()
          .setCommandId("open")
          .setMarket(MARKET)
          .setParticipant("operator")
          .setOrigin(Instant.parse("2026-01-01T00:00:00Z"))
          .setIntervalMillis(1_000)
          .setTiers(List.of(tier("MEDIUM", "12"), tier("HIGH", "24")))
          .setPriceStep(1_000)
          .setFeePpm(0)
          .setMemoryAuctions(100)
          .build();

  private final MemoryLog log = new MemoryLog(1);

  /** A command comes behind the gate before it, as in a simulation. */
  private long time;

  Recording() {
    this(RULES);
  }

  Recording(MarketDefinition rules) {
    time = Calendar.gate(rules, -1);
    add(rules);
  }

  private static TierDefinition tier(String name, String cap) {
    return new TierDefinition(name, 100L, 128_000L, 0L, ticks(cap), ticks("3"));
  }

  static long ticks(String dollars) {
    return Units.ticks(new BigDecimal(dollars));
  }

  Recording add(SpecificRecord command) {
    return add(command, null);
  }

  /** A command with its signature. */
  Recording add(SpecificRecord command, String signature) {
    List<LogRecord> records = log.records(Topics.MARKET_LOG, 0);
    time = command instanceof GateClosed gate ? gate.getAt().toEpochMilli() : time;
    records.add(new LogRecord(records.size(), time, MARKET, command, signature));
    return this;
  }

  /** One megawatt that makes 1,000 lots of MEDIUM. */
  Recording offer(String factory, String site, String ask) {
    return add(
        SupplyOffer.newBuilder()
            .setCommandId(factory + "@" + size())
            .setMarket(MARKET)
            .setParticipant(factory)
            .setSite(site)
            .setHardware("own")
            .setKilowatts(1_000)
            .setRates(List.of(new TierRate("MEDIUM", 1_000_000L, ticks(ask))))
            .setIntervals(1)
            .build());
  }

  Recording bid(String app, String tier, long lots, String limit) {
    return add(demand(app, app + "@" + size(), tier, lots, limit));
  }

  static TokenDemand demand(String app, String id, String tier, long lots, String limit) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(MARKET)
        .setParticipant(app)
        .setTier(tier)
        .setLots(lots)
        .setLimitPrice(ticks(limit))
        .setIntervals(1)
        .build();
  }

  Recording gate(long interval) {
    return add(gate(RULES, interval));
  }

  static GateClosed gate(MarketDefinition rules, long interval) {
    Instant at = Instant.ofEpochMilli(Calendar.gate(rules, interval));
    return new GateClosed(rules.getMarket(), interval, at);
  }

  private int size() {
    return log.records(Topics.MARKET_LOG, 0).size();
  }

  MemoryLog log() {
    return log;
  }

  /** What a patch makes of the log. */
  Result whatIf(String... patch) {
    List<WhatIf.Interval> intervals = new ArrayList<>();
    Patch read = Patch.read("patch.yaml", String.join("\n", patch), log);
    return new Result(intervals, WhatIf.run(log, read, intervals::add, Progress.NONE));
  }

  /** Intervals and sums of a comparison. */
  record Result(List<WhatIf.Interval> intervals, Comparison comparison) {
    Auctioned original() {
      return intervals.get(0).original();
    }

    Auctioned changed() {
      return intervals.get(0).changed();
    }
  }
}
