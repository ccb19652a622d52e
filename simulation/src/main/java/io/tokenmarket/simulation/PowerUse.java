package io.tokenmarket.simulation;

import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one kind of hardware, or one factory, offered, made and earned over a run. */
final class PowerUse {
  /** With less than this part of its power unsold it counts as sold out. */
  private static final long UNSOLD = 1_000;

  private static final BigDecimal WATT_MILLIS_PER_GIGAWATT_YEAR =
      BigDecimal.valueOf(31_536_000_000L).movePointRight(9);

  private static final BigDecimal MEGAWATT_HOURS_PER_GIGAWATT_YEAR = BigDecimal.valueOf(8_760_000);

  private final long intervalMillis;
  private final Map<String, Long> watts = new LinkedHashMap<>();
  private BigInteger revenue = BigInteger.ZERO;
  private long offered;
  private long sold;
  private long auctions;
  private long soldOut;
  private Instant firstSoldOut;
  private Instant soldOutSince;

  private long offeredNow;
  private long soldNow;
  private long earnedNow;

  PowerUse(long intervalMillis) {
    this.intervalMillis = intervalMillis;
  }

  /** Power over intervals as GW-years, empty where there was none. */
  static Optional<BigDecimal> gigawattYears(BigInteger wattIntervals, long intervalMillis) {
    return wattIntervals.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new BigDecimal(wattIntervals)
                .multiply(BigDecimal.valueOf(intervalMillis))
                .divide(WATT_MILLIS_PER_GIGAWATT_YEAR, MathContext.DECIMAL128));
  }

  /** One of its offers in the auction at hand. */
  void add(OfferClearing offer) {
    offeredNow = Math.addExact(offeredNow, offer.getWatts());
    for (TierRun run : offer.getRuns()) {
      soldNow = Math.addExact(soldNow, run.getWatts());
      earnedNow = Math.addExact(earnedNow, run.getNanoDollars());
      watts.merge(run.getTier(), run.getWatts(), Math::addExact);
    }
  }

  /** Ends the auction at hand, which is without effect where it had nothing on offer. */
  void close(Instant at) {
    if (offeredNow == 0) {
      return;
    }
    auctions++;
    scarce(at);
    offered = Math.addExact(offered, offeredNow);
    sold = Math.addExact(sold, soldNow);
    revenue = revenue.add(BigInteger.valueOf(earnedNow));
    offeredNow = 0;
    soldNow = 0;
    earnedNow = 0;
  }

  private void scarce(Instant at) {
    if (soldNow < offeredNow - offeredNow / UNSOLD) {
      soldOutSince = null;
      return;
    }
    soldOut++;
    firstSoldOut = firstSoldOut == null ? at : firstSoldOut;
    soldOutSince = soldOutSince == null ? at : soldOutSince;
  }

  /** Auctions in which it offered power. */
  long auctions() {
    return auctions;
  }

  /** Those of them in which nearly nothing of it was left. */
  long soldOut() {
    return soldOut;
  }

  /** When that happened first. */
  Optional<Instant> firstSoldOut() {
    return Optional.ofNullable(firstSoldOut);
  }

  /** Since when it has been so to the end of the run. */
  Optional<Instant> soldOutSince() {
    return Optional.ofNullable(soldOutSince);
  }

  /** $ paid for what it made. */
  BigDecimal revenue() {
    return Units.money(revenue);
  }

  /** Energy on offer, MWh, rounded half up to the watt-hour. */
  BigDecimal megawattHours() {
    return gigawattYears()
        .multiply(MEGAWATT_HOURS_PER_GIGAWATT_YEAR)
        .setScale(6, RoundingMode.HALF_UP);
  }

  private BigDecimal gigawattYears() {
    return gigawattYears(BigInteger.valueOf(offered), intervalMillis).orElse(BigDecimal.ZERO);
  }

  /** $ for each GW-year on offer, to the cent; 0 where nothing was on offer. */
  BigDecimal dollarsPerGigawattYear() {
    return offered == 0
        ? BigDecimal.ZERO.setScale(2)
        : revenue().divide(gigawattYears(), 2, RoundingMode.HALF_UP);
  }

  /** Share of the power on offer that made this tier, 0 to 1, four decimals. */
  BigDecimal share(String tier) {
    return shareOf(watts.getOrDefault(tier, 0L));
  }

  /** Share of the power on offer that was sold, 0 to 1, four decimals. */
  BigDecimal sold() {
    return shareOf(sold);
  }

  private BigDecimal shareOf(long part) {
    return offered == 0
        ? BigDecimal.ZERO.setScale(4)
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(offered), 4, RoundingMode.HALF_UP);
  }
}
