package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.population.AskPlan;
import io.tokenmarket.producers.population.AskRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes what a factory asks of a scenario's fields. */
final class AskReader {
  private static final List<ScenarioFile.Ask> ELECTRICITY_ALONE =
      List.of(new ScenarioFile.Ask(null, "energy", null, null, null));
  private static final List<String> BASES = List.of("energy", "ownership", "list", "stated");

  private final FieldPath place;
  private final Catalogue catalogue;
  private final MarketTiers tiers;
  private final Timeline timeline;

  /** The plan and what it says, for whoever reads the result. */
  record Asks(AskPlan plan, String words) {}

  AskReader(FieldPath place, Catalogue catalogue, MarketTiers tiers, Timeline timeline) {
    this.place = place;
    this.catalogue = catalogue;
    this.tiers = tiers;
    this.timeline = timeline;
  }

  /** Whether an ask is by the cost of owning the hardware. */
  static boolean byOwnership(List<ScenarioFile.Ask> written) {
    return written != null && written.stream().anyMatch(ask -> "ownership".equals(ask.basis()));
  }

  Asks read(List<ScenarioFile.Ask> written) {
    List<ScenarioFile.Ask> asks = written == null ? ELECTRICITY_ALONE : written;
    List<AskPlan.Step> steps = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < asks.size(); i++) {
      FieldPath at = asks.size() == 1 ? place : place.at(i);
      ScenarioFile.Ask ask = asks.get(i);
      long from = timeline.interval(ask.from(), 0);
      steps.add(new AskPlan.Step(from, rule(at, ask)));
      words.add((from == 0 ? "" : "from interval " + from + " ") + words(ask));
    }
    return new Asks(place.made(() -> new AskPlan(steps)), String.join(", ", words));
  }

  private AskRule rule(FieldPath at, ScenarioFile.Ask ask) {
    FieldPath basis = at.at("basis");
    basis.known(basis.required(ask.basis(), "basis: energy"), BASES);
    BigDecimal markup = markup(at.at("markup"), ask);
    return switch (ask.basis()) {
      case "energy" -> AskRule.energy(electricity(at.at("electricity"), ask), markup);
      case "ownership" -> AskRule.totalCost(markup);
      case "list" -> AskRule.stated(listPrices(), markup);
      default -> AskRule.stated(prices(at.at("prices"), ask), markup);
    };
  }

  /** Without the tiers that have none, because advertising pays. */
  private Map<String, BigDecimal> listPrices() {
    Map<String, BigDecimal> prices = new LinkedHashMap<>(tiers.listPrices());
    prices.values().removeIf(price -> price.signum() == 0);
    return prices;
  }

  private Map<String, BigDecimal> prices(FieldPath at, ScenarioFile.Ask ask) {
    Map<String, BigDecimal> prices = at.required(ask.prices(), "prices: {MEDIUM: 2.5}");
    prices.forEach(
        (tier, price) -> {
          at.at(tier).known(tier, tiers.names());
          at.at(tier).ticks(at.at(tier).required(price, tier + ": 2.5"));
        });
    return prices;
  }

  private static BigDecimal markup(FieldPath at, ScenarioFile.Ask ask) {
    BigDecimal markup = ask.markup() == null ? BigDecimal.ZERO : ask.markup();
    if (markup.compareTo(BigDecimal.ONE.negate()) < 0) {
      throw at.problem("is %s; give -1 or more, 0.1 for 10 %%", markup);
    }
    return markup;
  }

  private BigDecimal electricity(FieldPath at, ScenarioFile.Ask ask) {
    BigDecimal price = electricity(ask);
    if (price.signum() < 0) {
      throw at.problem("is %s; give $/MWh from 0 up", price);
    }
    return price;
  }

  private BigDecimal electricity(ScenarioFile.Ask ask) {
    return ask.electricity() == null
        ? catalogue.electricityPerMegawattHour().value()
        : ask.electricity();
  }

  private String words(ScenarioFile.Ask ask) {
    String basis =
        switch (ask.basis()) {
          case "energy" -> "electricity at $" + electricity(ask) + "/MWh";
          case "ownership" -> "total cost of ownership";
          case "list" -> "list price";
          default -> words(ask.prices());
        };
    return basis + " + " + percent(ask.markup()) + " %";
  }

  private static String words(Map<String, BigDecimal> prices) {
    return prices.entrySet().stream()
        .map(price -> price.getKey() + " $" + price.getValue().toPlainString())
        .collect(Collectors.joining(", "));
  }

  private static String percent(BigDecimal share) {
    return share == null ? "0" : share.scaleByPowerOfTen(2).stripTrailingZeros().toPlainString();
  }
}
