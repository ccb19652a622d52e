package io.tokenmarket.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The end of a comparison, for people and for machines. */
public final class ComparisonReport {
  private static final int OF_CEILING_DECIMALS = 2;

  private final Comparison comparison;
  private final List<String> tiers;

  public ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
    tiers =
        comparison.scenario().definition().getTiers().stream()
            .map(TierDefinition::getTier)
            .toList();
  }

  /** A table in Markdown, a column for each policy. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(row("", score -> score.policy().name()));
    lines.add(row("---", score -> "---:"));
    lines.add(row("surplus, $", score -> dollars(score.surplus())));
    lines.add(row("of the most there is, %", score -> ofCeiling(score).toPlainString()));
    lines.add(row("buyers' share of it, $", score -> dollars(score.buyers())));
    lines.add(row("sellers' share, $", score -> dollars(score.sellers())));
    for (int tier = 0; tier < tiers.size(); tier++) {
      int index = tier;
      lines.add(row(tiers.get(tier) + " filled, %", score -> fillRate(score.tiers().get(index))));
    }
    lines.add(row("MW idle of " + offered(), score -> score.megawattsIdle().toPlainString()));
    lines.add(row("prices vary by, %", ComparisonReport::volatility));
    return lines;
  }

  /** The most power on offer: the same under every policy. */
  private String offered() {
    return comparison.scores().get(0).megawattsOffered().toPlainString();
  }

  private String row(String head, Function<Score, String> cell) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %-24s |", head));
    for (Score score : comparison.scores()) {
      row.append(String.format(Locale.ROOT, " %14s |", cell.apply(score)));
    }
    return row.toString();
  }

  private static String dollars(BigInteger nanoDollars) {
    BigDecimal rounded = Units.money(nanoDollars).setScale(2, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,.2f", rounded);
  }

  private static String fillRate(TierScore tier) {
    return tier.wanted().signum() == 0 ? "-" : tier.fillRate().toPlainString();
  }

  private static String volatility(Score score) {
    return score.volatility().map(BigDecimal::toPlainString).orElse("-");
  }

  /** Cut and not rounded: 100 is all of it. */
  private BigDecimal ofCeiling(Score score) {
    BigInteger ceiling = comparison.ceiling();
    return ceiling.signum() == 0
        ? BigDecimal.ZERO
        : Units.money(score.surplus())
            .scaleByPowerOfTen(2)
            .divide(Units.money(ceiling), OF_CEILING_DECIMALS, RoundingMode.FLOOR);
  }

  /** One JSON object; money is a decimal string. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    json.put("scenario", comparison.scenario().name())
        .put("seed", comparison.scenario().seed())
        .put("intervals", comparison.scenario().intervals());
    comparison.assumptions().forEach(json.putArray("assumptions")::add);
    json.put("ceiling", plain(comparison.ceiling()));
    var policies = json.putArray("policies");
    comparison.scores().forEach(score -> add(score, policies.addObject()));
    return json;
  }

  private void add(Score score, ObjectNode json) {
    json.put("name", score.policy().name())
        .put("rule", score.policy().rule())
        .put("surplus", plain(score.surplus()))
        .put("ofCeilingPercent", ofCeiling(score))
        .put("buyers", plain(score.buyers()))
        .put("sellers", plain(score.sellers()))
        .put("mwOffered", score.megawattsOffered())
        .put("mwIdle", score.megawattsIdle());
    score.volatility().ifPresent(percent -> json.put("priceVolatilityPercent", percent));
    ObjectNode byTier = json.putObject("tiers");
    for (int tier = 0; tier < tiers.size(); tier++) {
      add(score.tiers().get(tier), byTier.putObject(tiers.get(tier)));
    }
  }

  private static void add(TierScore tier, ObjectNode json) {
    json.put("tokensWanted", tokens(tier.wanted()))
        .put("tokensBought", tokens(tier.filled()))
        .put("fillPercent", tier.fillRate());
    tier.averagePrice().ifPresent(price -> json.put("averagePrice", price.toPlainString()));
    tier.volatility().ifPresent(percent -> json.put("priceVolatilityPercent", percent));
  }

  private static BigInteger tokens(BigInteger lots) {
    return lots.multiply(BigInteger.valueOf(Units.TOKENS_PER_LOT));
  }

  private static String plain(BigInteger nanoDollars) {
    return Units.money(nanoDollars).toPlainString();
  }
}
