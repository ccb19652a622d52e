package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Figure;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.catalogue.PodRecipe;
import io.tokenmarket.producers.catalogue.Pods;
import io.tokenmarket.producers.catalogue.Racks;
import io.tokenmarket.producers.catalogue.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Where the catalogue's figures come from, and which claims of the keynote they bear out. */
final class KeynoteFinding implements Finding {
  private final Catalogue catalogue;
  private final List<String> hardware;
  private final EvenSplit split;

  /**
   * @param hardware names of what the scenario uses of the catalogue
   */
  KeynoteFinding(Catalogue catalogue, List<String> hardware, EvenSplit split) {
    this.catalogue = catalogue;
    this.hardware = hardware;
    this.split = split;
  }

  @Override
  public void see(SpecificRecord event) {
    // What it says is of the catalogue, and not of the run.
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "M tokens/s per MW; cost $B per GW-year. S stated by the source, C read off its chart (+-0.01), D derived, E our estimate");
    lines.add("%-20s%s  cost of ownership".formatted("", tiers(tier -> tier.name())));
    lines.add("%-20s%s".formatted("list price $/M", tiers(tier -> marked(tier.listPrice()))));
    kinds().forEach(kind -> lines.add(rates(kind)));
    kinds().stream().filter(kind -> kind.pods() != null).forEach(kind -> lines.addAll(pods(kind)));
    lines.add("");
    lines.add("Claims of the keynote of 16 March 2026");
    claims().forEach(claim -> lines.add(words(claim)));
    lines.add("Demand and limit prices: E, our estimate.");
    lines.add("Vendor projections: output tokens, full utilisation, each tier another model.");
    lines.add(
        "Independent tests: vera-rubin at 1.4-2 x blackwell-ultra below 100 tokens/s per user, at most 276, not 400.");
    return lines;
  }

  private String rates(Hardware kind) {
    String rates =
        tiers(
            tier -> {
              Figure rate = kind.rates().get(tier.name());
              return rate == null ? "-" : marked(rate);
            });
    return "%-20s%s  %s".formatted(kind.name(), rates, marked(kind.costPerGigawattYear()));
  }

  /** A MW of pods makes what it makes of one tier alone; here is what a MW of each pool does. */
  private static List<String> pods(Hardware kind) {
    List<String> lines = new ArrayList<>();
    kind.pods()
        .racks()
        .forEach(
            racks ->
                lines.add(
                    "  %s, of each pod: %s %s racks of %s kW"
                        .formatted(
                            kind.name(),
                            marked(racks.racks()),
                            racks.pool(),
                            marked(racks.kilowattsPerRack()))));
    kind.pods().recipes().forEach(recipe -> lines.add(recipe(recipe)));
    return lines;
  }

  private static String recipe(PodRecipe recipe) {
    return recipe.rates().entrySet().stream()
        .map(rate -> marked(rate.getValue()) + " per MW of " + rate.getKey())
        .collect(Collectors.joining(", ", "  recipe of " + recipe.tier() + ": ", ""));
  }

  private String tiers(Function<Tier, String> column) {
    return catalogue.tiers().stream()
        .map(tier -> " %9s".formatted(column.apply(tier)))
        .collect(Collectors.joining());
  }

  private static String marked(Figure figure) {
    return figure.value().toPlainString() + " " + figure.mark();
  }

  private static String words(Claim claim) {
    String verdict = claim.reconciles() ? "holds" : "DOES NOT RECONCILE";
    String why = claim.words().isEmpty() ? "" : "; " + claim.words();
    return "  %s: %s, computed %s%s"
        .formatted(claim.says(), verdict, rounded(claim.computed()), why);
  }

  private static String rounded(BigDecimal value) {
    return value.setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  private List<Hardware> kinds() {
    return catalogue.hardware().stream().filter(kind -> hardware.contains(kind.name())).toList();
  }

  private List<Claim> claims() {
    return new KeynoteClaims(catalogue, split).all();
  }

  @Override
  public void addTo(ObjectNode json) {
    ArrayNode figures = json.putArray("figures");
    for (Hardware kind : kinds()) {
      kind.rates().forEach((tier, rate) -> write(figures, kind.name(), tier, rate));
      write(figures, kind.name(), "costPerGigawattYear", kind.costPerGigawattYear());
      if (kind.pods() != null) {
        pods(figures, kind.name(), kind.pods());
      }
    }
    catalogue.tiers().forEach(tier -> write(figures, tier.name(), "listPrice", tier.listPrice()));
    ArrayNode claims = json.putArray("claims");
    claims().forEach(claim -> write(claims, claim));
  }

  private static void pods(ArrayNode figures, String of, Pods pods) {
    for (Racks racks : pods.racks()) {
      write(figures, of, "racks of " + racks.pool(), racks.racks());
      write(figures, of, "kilowattsPerRack of " + racks.pool(), racks.kilowattsPerRack());
    }
    for (PodRecipe recipe : pods.recipes()) {
      String name = recipe.tier() + " with " + String.join(" and ", recipe.rates().keySet());
      recipe.rates().forEach((pool, rate) -> write(figures, of, name + ", " + pool, rate));
    }
  }

  private static void write(ArrayNode figures, String of, String name, Figure figure) {
    figures
        .addObject()
        .put("of", of)
        .put("figure", name)
        .put("value", figure.value())
        .put("mark", figure.mark().toString());
  }

  private static void write(ArrayNode claims, Claim claim) {
    claims
        .addObject()
        .put("claim", claim.says())
        .put("stated", claim.stated())
        .put("computed", claim.computed())
        .put("reconciles", claim.reconciles());
  }
}
