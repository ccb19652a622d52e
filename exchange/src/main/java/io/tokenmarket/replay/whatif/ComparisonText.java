package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.TierTotal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A comparison for people. */
public final class ComparisonText {
  private static final DateTimeFormatter GATE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_MOVED = 5;
  private static final Map<String, String> LABELS =
      Map.of(
          "mwhOffered", "MWh offered",
          "mwhSold", "MWh sold",
          "utilisation", "utilisation %",
          "revenue", "revenue $",
          "fees", "fees $",
          "buyersSurplus", "buyers' surplus $",
          "sellersSurplus", "sellers' surplus $",
          "totalSurplus", "total surplus $");

  private ComparisonText() {}

  /** The heading over {@link #line}. */
  public static String header(Patch patch) {
    String tiers =
        patch.rules().getTiers().stream()
            .map(TierDefinition::getTier)
            .map(ComparisonText::column)
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%8s  %-14s%s %10s %14s %14s %14s",
        "interval",
        "gate",
        tiers,
        "MW sold",
        "revenue $",
        "buyers $",
        "sellers $");
  }

  /** What the change makes of an interval: changed less original. */
  public static String line(WhatIf.Interval interval) {
    Clearing original = interval.original().clearing();
    Clearing changed = interval.changed().clearing();
    Surplus was = interval.original().surplus();
    Surplus is = interval.changed().surplus();
    return String.format(
        Locale.ROOT,
        "%8d  %-14s%s %10s %14s %14s %14s",
        original.getInterval(),
        GATE.format(original.getAt()),
        prices(original.getTiers(), changed.getTiers()),
        signed(BigDecimal.valueOf(changed.getWattsSold() - original.getWattsSold(), 6), 3),
        signed(changed.getRevenue().subtract(original.getRevenue()), 2),
        signed(is.buyers().subtract(was.buyers()), 2),
        signed(is.sellers().subtract(was.sellers()), 2));
  }

  /** A change to so many decimals; where it rounds to nothing, without a sign. */
  private static String signed(BigDecimal change, int decimals) {
    BigDecimal rounded = change.setScale(decimals, RoundingMode.HALF_UP);
    return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
  }

  private static String prices(List<TierClearing> original, List<TierClearing> changed) {
    return IntStream.range(0, original.size())
        .mapToObj(t -> column(price(original.get(t), changed.get(t))))
        .collect(Collectors.joining());
  }

  /** Where a tier was sold in one of the two only, there is no difference in price to tell. */
  private static String price(TierClearing original, TierClearing changed) {
    if (original.getTraded() && changed.getTraded()) {
      return signed(Units.price(changed.getPrice() - original.getPrice()), 4);
    }
    return changed.getTraded() ? "new" : original.getTraded() ? "gone" : "-";
  }

  private static String column(String text) {
    return String.format(Locale.ROOT, " %10s", text);
  }

  /** The sums over all intervals, and who moved most. */
  public static List<String> summary(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(row("over all intervals", "original", "changed", "change"));
    Comparison.Sums original = comparison.original();
    Comparison.Sums changed = comparison.changed();
    original
        .totals()
        .tiers()
        .forEach((tier, sold) -> tier(lines, tier, sold, changed.totals().tiers().get(tier)));
    figures(lines, Figures.of(original), Figures.of(changed));
    lines.add(refused("refused, original", original.totals().rejected()));
    lines.add(refused("refused, changed", changed.totals().rejected()));
    moved(lines, "wins most", comparison.winners(MOST_MOVED));
    moved(lines, "loses most", comparison.losers(MOST_MOVED));
    return lines;
  }

  private static void tier(List<String> lines, String name, TierTotal original, TierTotal changed) {
    lines.add(row(name + " M tokens", millions(original), millions(changed)));
    Optional<BigDecimal> before = original.averagePrice();
    Optional<BigDecimal> after = changed.averagePrice();
    lines.add(
        before.isPresent() && after.isPresent()
            ? row(name + " average $/M", before.get(), after.get())
            : row(name + " average $/M", plain(before), plain(after), "-"));
  }

  private static BigDecimal millions(TierTotal tier) {
    return new BigDecimal(tier.tokens()).movePointLeft(6).setScale(3);
  }

  private static String plain(Optional<BigDecimal> price) {
    return price.map(BigDecimal::toPlainString).orElse("-");
  }

  private static void figures(List<String> lines, Figures original, Figures changed) {
    rows(lines, original.quantities(), changed.quantities());
    rows(lines, original.dollars(), changed.dollars());
  }

  private static void rows(
      List<String> lines, Map<String, BigDecimal> original, Map<String, BigDecimal> changed) {
    original.forEach(
        (name, value) -> lines.add(row(LABELS.getOrDefault(name, name), value, changed.get(name))));
  }

  private static String row(String label, BigDecimal original, BigDecimal changed) {
    BigDecimal change = changed.subtract(original);
    return row(
        label,
        original.toPlainString(),
        changed.toPlainString(),
        signed(change, Math.max(0, change.scale())));
  }

  private static String row(String label, String original, String changed, String change) {
    return String.format(Locale.ROOT, "%-22s %22s %22s %22s", label, original, changed, change);
  }

  private static String refused(String label, SortedMap<String, Long> reasons) {
    return String.format(Locale.ROOT, "%-22s %s", label, reasons.isEmpty() ? "none" : reasons);
  }

  private static void moved(List<String> lines, String heading, List<Comparison.Moved> moved) {
    if (moved.isEmpty()) {
      lines.add(heading + ": nobody");
      return;
    }
    lines.add(row(heading + ", surplus $", "original", "changed", "change"));
    moved.forEach(
        one ->
            lines.add(
                row("  " + one.participant(), one.original().surplus(), one.changed().surplus())));
  }
}
