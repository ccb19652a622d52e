package io.tokenmarket.rest;

import io.tokenmarket.topology.views.Performed;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What was delivered in intervals that are settled, exactly; the others are left out. */
final class DeliverySum {
  private boolean settled;
  private BigInteger offered = BigInteger.ZERO;
  private BigInteger delivered = BigInteger.ZERO;
  private BigInteger soldTokens = BigInteger.ZERO;
  private BigInteger settledTokens = BigInteger.ZERO;

  void add(Performed done, long intervalMillis) {
    if (done.delivered() == null) {
      return;
    }
    settled = true;
    offered = offered.add(PerformanceTotals.energy(done.sold().getWattsOffered(), intervalMillis));
    delivered =
        delivered.add(
            PerformanceTotals.energy(done.delivered().getWattsDelivered(), intervalMillis));
    soldTokens = soldTokens.add(Resources.tokens(done.sold().getLots()));
    settledTokens = settledTokens.add(BigInteger.valueOf(done.delivered().getSettledTokens()));
  }

  void add(DeliverySum other) {
    settled |= other.settled;
    offered = offered.add(other.offered);
    delivered = delivered.add(other.delivered);
    soldTokens = soldTokens.add(other.soldTokens);
    settledTokens = settledTokens.add(other.settledTokens);
  }

  /** Energy that makes what was delivered, MWh; null where nothing is settled. */
  BigDecimal megawattHours() {
    return settled ? Resources.megawattHours(delivered) : null;
  }

  /** Tokens settled of the tokens sold; null where none were. */
  BigDecimal ofSold() {
    return Resources.ratio(settledTokens, soldTokens);
  }

  /** Energy delivered of the energy on offer; null where there was none. */
  BigDecimal ofCapacity() {
    return Resources.ratio(delivered, offered);
  }
}
