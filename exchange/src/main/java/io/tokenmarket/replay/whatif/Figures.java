package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.simulation.MoneyTotals;
import io.tokenmarket.simulation.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is compared, by the name it has in JSON and CSV.
 *
 * @param quantities energy or power, per cent, counts
 * @param dollars to the nano-dollar
 */
record Figures(Map<String, BigDecimal> quantities, Map<String, BigDecimal> dollars) {
  private static final int WATTS_PER_MW_SCALE = 6;

  /** Of an auction. */
  static Figures of(Auctioned auction) {
    Clearing clearing = auction.clearing();
    Map<String, BigDecimal> quantities = new LinkedHashMap<>();
    quantities.put("mwOffered", megawatts(clearing.getWattsOffered()));
    quantities.put("mwSold", megawatts(clearing.getWattsSold()));
    quantities.put("utilisation", percent(clearing.getWattsSold(), clearing.getWattsOffered()));
    quantities.put("trades", BigDecimal.valueOf(clearing.getTrades()));
    return new Figures(
        quantities, dollars(clearing.getRevenue(), clearing.getFees(), auction.surplus()));
  }

  /** Of a whole course. */
  static Figures of(Comparison.Sums sums) {
    Totals totals = sums.totals();
    MoneyTotals settled = totals.settlement();
    Map<String, BigDecimal> quantities = new LinkedHashMap<>();
    quantities.put("mwhOffered", totals.mwhOffered());
    quantities.put("mwhSold", totals.mwhSold());
    quantities.put("utilisation", totals.utilisation());
    quantities.put("trades", BigDecimal.valueOf(totals.trades()));
    return new Figures(quantities, dollars(settled.in(), settled.fees(), sums.surplus()));
  }

  private static Map<String, BigDecimal> dollars(
      BigDecimal revenue, BigDecimal fees, Surplus surplus) {
    Map<String, BigDecimal> dollars = new LinkedHashMap<>();
    dollars.put("revenue", revenue);
    dollars.put("fees", fees);
    dollars.put("buyersSurplus", surplus.buyers());
    dollars.put("sellersSurplus", surplus.sellers());
    dollars.put("totalSurplus", surplus.buyers().add(surplus.sellers()).add(fees));
    return dollars;
  }

  private static BigDecimal megawatts(long watts) {
    return BigDecimal.valueOf(watts, WATTS_PER_MW_SCALE);
  }

  /** One decimal, rounded half up; 0 where nothing was offered. */
  private static BigDecimal percent(long sold, long offered) {
    return offered == 0
        ? BigDecimal.ZERO.setScale(1)
        : BigDecimal.valueOf(sold)
            .scaleByPowerOfTen(2)
            .divide(BigDecimal.valueOf(offered), 1, RoundingMode.HALF_UP);
  }
}
