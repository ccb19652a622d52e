package io.tokenmarket.rest;

import io.tokenmarket.schemas.Performance;
import io.tokenmarket.topology.views.Performed;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What performances amount to, exactly. */
final class PerformanceTotals {
  private BigDecimal revenue = BigDecimal.ZERO.setScale(9);
  private BigDecimal fees = BigDecimal.ZERO.setScale(9);
  private BigInteger lots = BigInteger.ZERO;
  private BigInteger offered = BigInteger.ZERO;
  private BigInteger sold = BigInteger.ZERO;
  private final DeliverySum deliveries = new DeliverySum();

  void add(Performed performed, long intervalMillis) {
    Performance done = performed.sold();
    revenue = revenue.add(done.getRevenue());
    fees = fees.add(done.getFees());
    lots = lots.add(BigInteger.valueOf(done.getLots()));
    offered = offered.add(energy(done.getWattsOffered(), intervalMillis));
    sold = sold.add(energy(done.getWattsSold(), intervalMillis));
    deliveries.add(performed, intervalMillis);
  }

  void add(PerformanceTotals other) {
    revenue = revenue.add(other.revenue);
    fees = fees.add(other.fees);
    lots = lots.add(other.lots);
    offered = offered.add(other.offered);
    sold = sold.add(other.sold);
    deliveries.add(other.deliveries);
  }

  /** $ paid by buyers. */
  BigDecimal revenue() {
    return revenue;
  }

  /** $ of it kept by the exchange. */
  BigDecimal fees() {
    return fees;
  }

  BigInteger lots() {
    return lots;
  }

  /** Energy on offer, W x ms. */
  BigInteger offered() {
    return offered;
  }

  /** Energy sold, W x ms. */
  BigInteger sold() {
    return sold;
  }

  /** The same of what was delivered. */
  DeliverySum deliveries() {
    return deliveries;
  }

  static BigInteger energy(long watts, long millis) {
    return BigInteger.valueOf(watts).multiply(BigInteger.valueOf(millis));
  }
}
