package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A market small enough to add up by hand: two factories, three offers, three trades an interval.
 *
 * <p>Interval n sells n + 1 times as much as interval 0, which sells 1,000 lots of MEDIUM at $3 and
 * 100 lots of ULTRA at $45: revenue $7.5, fees of 1,000 ppm $0.0075.
 */
public final class SampleMarket {
  public static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");
  public static final long INTERVAL_MILLIS = 60_000;
  public static final String ODD_HARDWARE = "vera rubin/lpx 100%";

  private static final long MEDIUM_PRICE = 3_000_000;
  private static final long ULTRA_PRICE = 45_000_000;
  private static final long FEE_PPM = 1_000;

  static {
    AvroTrust.grant();
  }

  private SampleMarket() {}

  public static MarketDefinition definition(String market) {
    return MarketDefinition.newBuilder()
        .setCommandId("open-" + market)
        .setMarket(market)
        .setParticipant("operator")
        .setOrigin(ORIGIN)
        .setIntervalMillis(INTERVAL_MILLIS)
        .setTiers(List.of(tier("FREE", 50), tier("MEDIUM", 100), tier("ULTRA", 1_000)))
        .setPriceStep(10_000)
        .setFeePpm(FEE_PPM)
        .setMemoryAuctions(60)
        .build();
  }

  public static Clearing clearing(String market, long interval) {
    long times = interval + 1;
    List<OfferClearing> offers = offers(times);
    return Clearing.newBuilder()
        .setMarket(market)
        .setInterval(interval)
        .setAt(ORIGIN.plusMillis(interval * INTERVAL_MILLIS))
        .setAuction(interval + 1)
        .setPreviousInterval(interval - 1)
        .setLogPosition(100 + interval)
        .setTiers(
            List.of(
                cleared("FREE", 0, 0, 0),
                cleared("MEDIUM", MEDIUM_PRICE, 1_000 * times, 1_000_000 * times),
                cleared("ULTRA", ULTRA_PRICE, 100 * times, 500_000 * times)))
        .setOffers(offers)
        .setTrades(3)
        .setWattsOffered(40_000_000)
        .setWattsSold(1_500_000 * times)
        .setRevenue(Units.money(7_500_000_000L * times))
        .setFees(Units.money(7_500_000L * times))
        .setWelfare(Units.money(9_000_000_000L * times))
        .setGap(Units.money(1))
        .setInputHash(hash(market, interval, 1))
        .setStateHash(hash(market, interval, 2))
        .setPreviousHash(hash(market, interval - 1, 3))
        .setHash(hash(market, interval, 3))
        .build();
  }

  public static List<Trade> trades(String market, long interval) {
    long times = interval + 1;
    return List.of(
        trade(market, interval, 0, "MEDIUM", "oslo", "blackwell", 600 * times, MEDIUM_PRICE),
        trade(market, interval, 1, "MEDIUM", "turin", ODD_HARDWARE, 400 * times, MEDIUM_PRICE),
        trade(market, interval, 2, "ULTRA", "oslo", "blackwell", 100 * times, ULTRA_PRICE));
  }

  /**
   * The trades of an interval, settled.
   *
   * @param delivered tokens of each
   */
  public static List<TradeSettled> settled(String market, long interval, long... delivered) {
    return trades(market, interval).stream()
        .map(trade -> settled(trade, delivered[trade.getNumber()]))
        .toList();
  }

  static TradeSettled settled(Trade trade, long tokens) {
    return new TradeSettled(
        trade.getMarket(),
        trade.getInterval(),
        trade.getNumber(),
        trade.getFactory(),
        trade.getConsumer(),
        trade.getTier(),
        trade.getHardware(),
        trade.getLots(),
        tokens,
        tokens,
        trade.getPrice(),
        0L,
        0L,
        0L,
        trade.getLogPosition() + 2);
  }

  private static TierDefinition tier(String name, long speed) {
    return TierDefinition.newBuilder()
        .setTier(name)
        .setTokensPerSecondPerUser(speed)
        .setContextTokens(32_768)
        .setFloor(0)
        .setCap(150_000_000)
        .setListPrice(MEDIUM_PRICE)
        .build();
  }

  private static TierClearing cleared(String tier, long price, long lots, long watts) {
    BigDecimal revenue = Units.money(price * lots);
    return TierClearing.newBuilder()
        .setTier(tier)
        .setTraded(lots > 0)
        .setPrice(price)
        .setLowest(price)
        .setHighest(price + 10_000)
        .setLots(lots)
        .setBidLots(2 * lots)
        .setWatts(watts)
        .setRevenue(revenue)
        .setFees(Units.money(fee(price * lots)))
        .build();
  }

  private static List<OfferClearing> offers(long times) {
    return List.of(
        offer(
            "oslo-1",
            "oslo",
            "blackwell",
            20_000_000,
            List.of(
                run("MEDIUM", MEDIUM_PRICE, 600 * times, 600_000 * times),
                run("ULTRA", ULTRA_PRICE, 100 * times, 500_000 * times))),
        offer(
            "turin-1",
            "turin",
            ODD_HARDWARE,
            15_000_000,
            List.of(run("MEDIUM", MEDIUM_PRICE, 400 * times, 400_000 * times))),
        offer("oslo-2", "oslo", "hopper", 5_000_000, List.of()));
  }

  private static OfferClearing offer(
      String id, String factory, String hardware, long watts, List<TierRun> runs) {
    return OfferClearing.newBuilder()
        .setOfferId(id)
        .setFactory(factory)
        .setSite("north")
        .setHardware(hardware)
        .setWatts(watts)
        .setRent(runs.isEmpty() ? 0 : 2_000_000_000)
        .setShadowPrice(Units.money(runs.isEmpty() ? 0 : 100_000_000))
        .setRuns(runs)
        .build();
  }

  private static TierRun run(String tier, long price, long lots, long watts) {
    return TierRun.newBuilder()
        .setTier(tier)
        .setLots(lots)
        .setWatts(watts)
        .setNanoDollars(price * lots)
        .setFeeNanoDollars(fee(price * lots))
        .build();
  }

  private static Trade trade(
      String market,
      long interval,
      int number,
      String tier,
      String factory,
      String hardware,
      long lots,
      long price) {
    return Trade.newBuilder()
        .setMarket(market)
        .setInterval(interval)
        .setNumber(number)
        .setTier(tier)
        .setOfferId(factory + "-1")
        .setFactory(factory)
        .setSite("north")
        .setHardware(hardware)
        .setDemandId("chat-" + tier)
        .setConsumer("chat")
        .setLots(lots)
        .setPrice(price)
        .setNanoDollars(price * lots)
        .setFeeNanoDollars(fee(price * lots))
        .setLogPosition(100 + interval)
        .build();
  }

  private static long fee(long nanoDollars) {
    return nanoDollars * FEE_PPM / 1_000_000;
  }

  private static ByteBuffer hash(String market, long interval, int field) {
    byte[] bytes = new byte[32];
    IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) (market.hashCode() + field));
    bytes[31] = (byte) interval;
    return ByteBuffer.wrap(bytes);
  }
}
