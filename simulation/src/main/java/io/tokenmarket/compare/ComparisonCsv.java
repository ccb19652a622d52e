package io.tokenmarket.compare;

import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.CsvCell;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * A comparison as comma-separated values: a row for each interval, policy and tier. {@code
 * surplus}, {@code buyers}, {@code sellers} and {@code mwIdle} are the interval's, the same in the
 * rows of all its tiers.
 */
public final class ComparisonCsv {
  private static final int WATTS_PER_MEGAWATT_SCALE = 6;

  private final Comparison comparison;
  private final List<TierDefinition> tiers;
  private final PrintWriter out;

  public ComparisonCsv(Comparison comparison, PrintWriter out) {
    this.comparison = comparison;
    this.out = out;
    tiers = comparison.scenario().definition().getTiers();
    line(
        "interval,policy,tier,tokensWanted,tokensBought,paid,surplus,buyers,sellers,mwOffered,mwIdle");
  }

  /** The rows of an interval. */
  public void add(Comparison.Compared compared) {
    for (int policy = 0; policy < compared.tallies().size(); policy++) {
      String name = comparison.scores().get(policy).policy().name();
      add(compared.interval() + "," + name, compared.tallies().get(policy));
    }
  }

  private void add(String head, AllocationTotals tally) {
    String tail =
        String.join(
            ",",
            money(tally.surplus()),
            money(tally.buyers()),
            money(tally.sellers()),
            megawatts(tally.wattsOffered()),
            megawatts(tally.wattsOffered().subtract(tally.wattsUsed())));
    for (int tier = 0; tier < tiers.size(); tier++) {
      AllocationTotals.TierTotals of = tally.tiers().get(tier);
      line(
          String.join(
              ",",
              head,
              CsvCell.quoted(tiers.get(tier).getTier()),
              tokens(of.wanted()),
              tokens(of.filled()),
              money(of.paid()),
              tail));
    }
  }

  private void line(String text) {
    out.print(text + "\n");
  }

  private static String tokens(long lots) {
    return Long.toString(Math.multiplyExact(lots, Units.TOKENS_PER_LOT));
  }

  private static String money(BigInteger nanoDollars) {
    return Units.money(nanoDollars).toPlainString();
  }

  private static String megawatts(BigInteger watts) {
    return new BigDecimal(watts, WATTS_PER_MEGAWATT_SCALE).toPlainString();
  }
}
