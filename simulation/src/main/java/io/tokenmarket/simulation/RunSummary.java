package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a run, for people and for machines.
 *
 * @param assumptions what the result rests on, one line each
 * @param totals exact sums
 * @param findings of what the run was watched for
 * @param took wall-clock time of the auctions, with the making of their orders
 * @param hash over all events
 */
public record RunSummary(
    Scenario scenario,
    List<String> assumptions,
    Totals totals,
    List<Finding> findings,
    Duration took,
    String hash) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** Lines for people. */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(row("tier", "M tokens", "average $/M", "revenue $", "lowest $/M", "highest $/M"));
    totals.tiers().forEach((name, tier) -> lines.add(row(name, tier)));
    findings.forEach(finding -> lines.addAll(finding.text()));
    lines.add("");
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
    lines.addAll(deliveries());
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
    extremes(sums);
    settled(json);
    findings.forEach(finding -> finding.addTo(json));
    return json.put("auctionsPerSecond", auctionsPerSecond()).put("hash", hash);
  }

  private void settled(ObjectNode json) {
    DeliveryTotals deliveries = totals.deliveries();
    if (deliveries.trades() == 0) {
      return;
    }
    ObjectNode ledger = json.putObject("deliveries");
    ledger
        .put("trades", deliveries.trades())
        .put("deliveredOfSold", plain(deliveries.deliveredOfSold()))
        .put("deliveredOfCapacity", plain(deliveries.deliveredOfCapacity()))
        .put("penalties", plain(deliveries.penalties()))
        .put("postings", deliveries.postings())
        .put("sum", plain(deliveries.sum()));
    ObjectNode accounts = ledger.putObject("accounts");
    deliveries.accounts().forEach((name, balance) -> accounts.put(name, plain(balance)));
  }

  private void extremes(ObjectNode sums) {
    ObjectNode lowest = sums.putObject("lowestPrices");
    ObjectNode highest = sums.putObject("highestPrices");
    totals
        .tiers()
        .forEach(
            (name, tier) -> {
              tier.lowestPrice().ifPresent(price -> lowest.put(name, plain(price)));
              tier.highestPrice().ifPresent(price -> highest.put(name, plain(price)));
            });
  }

  /** Nothing where nothing is settled by delivery. */
  private List<String> deliveries() {
    DeliveryTotals deliveries = totals.deliveries();
    if (deliveries.trades() == 0) {
      return List.of();
    }
    BigDecimal ofSold = deliveries.deliveredOfSold();
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d trades settled: %s %% of the tokens sold were delivered, penalties $%s",
            deliveries.trades(),
            percent(ofSold),
            plain(deliveries.penalties())),
        "sold of offered %s %%, delivered of sold %s %%, delivered of capacity %s %%"
            .formatted(
                totals.utilisation(), percent(ofSold), percent(deliveries.deliveredOfCapacity())),
        String.format(
            Locale.ROOT,
            "ledger: %,d postings to %,d accounts sum to $%s",
            deliveries.postings(),
            deliveries.accounts().size(),
            plain(deliveries.sum())));
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString();
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
        price(tier.averagePrice()),
        plain(tier.revenue()),
        price(tier.lowestPrice()),
        price(tier.highestPrice())
            + (tier.highestIn() < 0 ? "" : " in interval " + tier.highestIn()));
  }

  private static String price(Optional<BigDecimal> price) {
    return price.map(RunSummary::plain).orElse("-");
  }

  private static String row(
      String tier, String tokens, String price, String revenue, String lowest, String highest) {
    return String.format(
        Locale.ROOT,
        "%-10s %18s %14s %24s %14s %14s",
        tier,
        tokens,
        price,
        revenue,
        lowest,
        highest);
  }

  private static String millions(TierTotal tier) {
    return plain(new BigDecimal(tier.tokens()).divide(MILLION).setScale(3));
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }
}
