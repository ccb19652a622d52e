package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** The exact sums over a run's events; their size does not depend on the run's length. */
public final class Totals {
  private static final BigDecimal WATT_MILLIS_PER_MWH = new BigDecimal("3600000000000");

  private final long intervalMillis;
  private final Map<String, TierTotal> tiers = new LinkedHashMap<>();
  private final SortedMap<String, Long> rejected = new TreeMap<>();
  private BigInteger wattsOffered = BigInteger.ZERO;
  private BigInteger wattsSold = BigInteger.ZERO;
  private MoneyTotals settlement = MoneyTotals.ZERO;
  private final DeliveryTotals deliveries;
  private List<Finding> findings = List.of();
  private long auctions;
  private long orders;
  private long trades;

  /**
   * @param rules that the market opens with
   */
  public Totals(MarketDefinition rules) {
    this.intervalMillis = rules.getIntervalMillis();
    this.deliveries = new DeliveryTotals(rules.getSettlementIntervals() > 0);
  }

  /** Also shows every event to the findings. */
  void watch(List<Finding> watchers) {
    findings = List.copyOf(watchers);
  }

  /** Adds an event: an answer, or one that a gate causes. */
  public void add(SpecificRecord event) {
    findings.forEach(finding -> finding.see(event));
    deliveries.add(event);
    if (event instanceof Clearing clearing) {
      add(clearing);
    } else if (event instanceof OrderAccepted) {
      orders++;
    } else if (event instanceof OrderRejected refusal) {
      rejected.merge(refusal.getReason(), 1L, Long::sum);
    }
  }

  /** Adds the money of an auction. */
  public void add(MoneyTotals settled) {
    settlement = settlement.plus(settled);
  }

  private void add(Clearing clearing) {
    auctions++;
    trades += clearing.getTrades();
    wattsOffered = wattsOffered.add(BigInteger.valueOf(clearing.getWattsOffered()));
    wattsSold = wattsSold.add(BigInteger.valueOf(clearing.getWattsSold()));
    clearing
        .getTiers()
        .forEach(
            t ->
                tiers
                    .computeIfAbsent(t.getTier(), name -> new TierTotal())
                    .add(t, clearing.getInterval()));
  }

  /** By tier, in the order of the market's definition. */
  public Map<String, TierTotal> tiers() {
    return Collections.unmodifiableMap(tiers);
  }

  /** Refused commands by reason code. */
  public SortedMap<String, Long> rejected() {
    return Collections.unmodifiableSortedMap(rejected);
  }

  /** Who paid and who got what. */
  public MoneyTotals settlement() {
    return settlement;
  }

  /** What was settled by delivery. */
  public DeliveryTotals deliveries() {
    return deliveries;
  }

  /** Energy on offer, MWh, rounded half up to the watt-hour. */
  public BigDecimal mwhOffered() {
    return mwh(wattsOffered);
  }

  /** Energy sold, MWh, rounded half up to the watt-hour. */
  public BigDecimal mwhSold() {
    return mwh(wattsSold);
  }

  /** Sold of offered, per cent with one decimal; 0 where nothing was offered. */
  public BigDecimal utilisation() {
    return wattsOffered.signum() == 0
        ? BigDecimal.ZERO.setScale(1)
        : new BigDecimal(wattsSold)
            .scaleByPowerOfTen(2)
            .divide(new BigDecimal(wattsOffered), 1, RoundingMode.HALF_UP);
  }

  public long auctions() {
    return auctions;
  }

  /** Orders accepted. */
  public long orders() {
    return orders;
  }

  public long trades() {
    return trades;
  }

  private BigDecimal mwh(BigInteger watts) {
    return new BigDecimal(watts.multiply(BigInteger.valueOf(intervalMillis)))
        .divide(WATT_MILLIS_PER_MWH, 6, RoundingMode.HALF_UP);
  }
}
