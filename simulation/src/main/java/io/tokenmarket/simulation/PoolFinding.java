package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one MWh more of each factory's power, and of each of its pools, would have earned above its
 * ask: the shadow prices of the auctions.
 */
final class PoolFinding implements Finding {
  private static final int WATTS_PER_MEGAWATT = 6;
  private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

  /** The row of a factory itself. */
  private static final String ALL = "";

  private final BigDecimal hoursPerInterval;
  private final Map<String, Map<String, Worth>> worths = new LinkedHashMap<>();

  /** Power, and what it was worth, over the run. */
  private final class Worth {
    private BigInteger wattIntervals = BigInteger.ZERO;
    private BigInteger rent = BigInteger.ZERO;
    private BigDecimal highest = BigDecimal.ZERO;
    private long scarce;
    private long auctions;

    void add(long watts, long earned, BigDecimal shadowPrice) {
      auctions++;
      wattIntervals = wattIntervals.add(BigInteger.valueOf(watts));
      rent = rent.add(BigInteger.valueOf(earned));
      highest = highest.max(shadowPrice);
      scarce += earned > 0 ? 1 : 0;
    }

    BigDecimal megawatts() {
      return new BigDecimal(wattIntervals)
          .movePointLeft(WATTS_PER_MEGAWATT)
          .divide(BigDecimal.valueOf(auctions), 3, RoundingMode.HALF_UP);
    }

    BigDecimal mean() {
      BigDecimal megawattHours =
          new BigDecimal(wattIntervals)
              .movePointLeft(WATTS_PER_MEGAWATT)
              .multiply(hoursPerInterval);
      return Units.money(rent).divide(megawattHours, 2, RoundingMode.HALF_UP);
    }

    BigDecimal highest() {
      return highest.divide(hoursPerInterval, 2, RoundingMode.HALF_UP);
    }
  }

  PoolFinding(MarketDefinition definition) {
    hoursPerInterval =
        BigDecimal.valueOf(definition.getIntervalMillis())
            .divide(MILLIS_PER_HOUR, MathContext.DECIMAL128);
  }

  @Override
  public void see(SpecificRecord event) {
    if (event instanceof Clearing clearing) {
      Map<String, String> factories = new HashMap<>();
      for (OfferClearing offer : clearing.getOffers()) {
        factories.put(offer.getOfferId(), offer.getFactory());
        worth(offer.getFactory(), ALL)
            .add(offer.getWatts(), offer.getRent(), offer.getShadowPrice());
      }
      for (PoolClearing pool : clearing.getPools()) {
        worth(factories.get(pool.getOfferId()), pool.getPool())
            .add(pool.getWatts(), pool.getRent(), pool.getShadowPrice());
      }
    }
  }

  private Worth worth(String factory, String pool) {
    return worths
        .computeIfAbsent(factory, added -> new LinkedHashMap<>())
        .computeIfAbsent(pool, added -> new Worth());
  }

  /** $ per MWh on average, by pool of the factory. */
  BigDecimal mean(String factory, String pool) {
    return worths.get(factory).get(pool).mean();
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Shadow price of power: what one MWh more would have earned above its ask, $");
    lines.add(row("factory", "pool", "MW", "mean", "highest", "scarce in"));
    worths.forEach(
        (factory, pools) -> pools.forEach((pool, worth) -> lines.add(row(factory, pool, worth))));
    return lines;
  }

  private static String row(String factory, String pool, Worth worth) {
    return row(
        pool.equals(ALL) ? factory : "",
        pool.equals(ALL) ? "all" : pool,
        worth.megawatts().toPlainString(),
        worth.mean().toPlainString(),
        worth.highest().toPlainString(),
        worth.scarce + " of " + worth.auctions);
  }

  private static String row(
      String factory, String pool, String megawatts, String mean, String highest, String scarce) {
    return "%-20s %-10s %12s %14s %14s %16s"
        .formatted(factory, pool, megawatts, mean, highest, scarce);
  }

  @Override
  public void addTo(ObjectNode json) {
    ArrayNode array = json.putArray("shadowPrices");
    worths.forEach(
        (factory, pools) ->
            pools.forEach((pool, worth) -> write(array.addObject(), factory, pool, worth)));
  }

  private static void write(ObjectNode row, String factory, String pool, Worth worth) {
    row.put("factory", factory);
    if (!pool.equals(ALL)) {
      row.put("pool", pool);
    }
    row.put("megawatts", worth.megawatts())
        .put("meanPerMwh", worth.mean().toPlainString())
        .put("highestPerMwh", worth.highest().toPlainString())
        .put("scarce", worth.scarce)
        .put("auctions", worth.auctions);
  }
}
