package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The end of a run, for people and for machines.
 *
 * @param assumptions what the result rests on, one line each
 * @param totals exact sums
 * @param took wall-clock time of the auctions, with the making of their orders
 * @param hash over all events
 */
public record RunSummary(
    Scenario scenario, List<String> assumptions, Totals totals, Duration took, String hash) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** Lines for people. */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(row("tier", "M tokens", "average $/M", "revenue $"));
    totals.tiers().forEach((name, tier) -> lines.add(row(name, tier)));
    lines.add(
        "%s of %s MWh sold (%s %%)"
            .formatted(totals.mwhSold(), totals.mwhOffered(), totals.utilisation()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d orders accepted, %s refused, %,d trades in %,d auctions",
            totals.orders(),
            refused(),
            totals.trades(),
            totals.auctions()));
    lines.add(totals.settlement().toString());
    lines.add(String.format(Locale.ROOT, "%,d auctions per second", auctionsPerSecond()));
    lines.add("hash " + hash);
    return lines;
  }

  /** One JSON object; money is a decimal string. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    json.put("scenario", scenario.name()).put("seed", scenario.seed());
    assumptions.forEach(json.putArray("assumptions")::add);
    ObjectNode sums = json.putObject("totals");
    sums.put("auctions", totals.auctions())
        .put("orders", totals.orders())
        .put("trades", totals.trades());
    totals.rejected().forEach(sums.putObject("rejected")::put);
    ObjectNode tokens = sums.putObject("tokens");
    ObjectNode prices = sums.putObject("averagePrices");
    totals.tiers().forEach((name, tier) -> tokens.put(name, tier.tokens()));
    totals
        .tiers()
        .forEach((name, tier) -> tier.averagePrice().ifPresent(p -> prices.put(name, plain(p))));
    sums.put("mwhOffered", totals.mwhOffered())
        .put("mwhSold", totals.mwhSold())
        .put("revenue", plain(totals.settlement().in()))
        .put("moneyIn", plain(totals.settlement().in()))
        .put("moneyOut", plain(totals.settlement().out()))
        .put("fees", plain(totals.settlement().fees()));
    return json.put("auctionsPerSecond", auctionsPerSecond()).put("hash", hash);
  }

  private long auctionsPerSecond() {
    long nanos = Math.max(1, took.toNanos());
    return Math.round(totals.auctions() * 1e9 / nanos);
  }

  private String refused() {
    Map<String, Long> refusals = totals.rejected();
    return refusals.isEmpty() ? "none" : refusals.toString();
  }

  private static String row(String name, TierTotal tier) {
    return row(
        name,
        millions(tier),
        tier.averagePrice().map(RunSummary::plain).orElse("-"),
        plain(tier.revenue()));
  }

  private static String row(String tier, String tokens, String price, String revenue) {
    return String.format(Locale.ROOT, "%-10s %18s %14s %24s", tier, tokens, price, revenue);
  }

  private static String millions(TierTotal tier) {
    return plain(new BigDecimal(tier.tokens()).divide(MILLION).setScale(3));
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }
}
