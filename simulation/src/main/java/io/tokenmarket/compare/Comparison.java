package io.tokenmarket.compare;

import io.tokenmarket.producers.population.Population;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.simulation.AppGroup;
import io.tokenmarket.simulation.Scenario;
import io.tokenmarket.simulation.ScenarioException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same orders, interval by interval, under several policies. Asks are the sellers' costs and
 * limits the buyers' values under all of them: whatever strategies a scenario names, everybody says
 * the truth here.
 */
public final class Comparison {
  private final Scenario scenario;
  private final Population population;
  private final List<String> assumptions;
  private final OneAuction auction = new OneAuction();
  private final List<Score> scores = new ArrayList<>();
  private BigInteger ceiling = BigInteger.ZERO;

  /**
   * Opens the scenario's demand.
   *
   * @throws ScenarioException where the scenario cannot be run, or has pools, which the policies
   *     compared with know nothing of
   * @throws io.tokenmarket.producers.demand.DemandException where its trace cannot be used
   */
  public Comparison(Scenario scenario) {
    this.scenario = scenario;
    if (scenario.hasPools()) {
      throw new ScenarioException(
          scenario.name()
              + " has factories of two pools, which the other policies cannot share out; compare a scenario of flat rates");
    }
    List<AppGroup.Opened> opened = scenario.open();
    population = scenario.population(opened);
    assumptions = scenario.assumptions(opened);
    MarketDefinition market = scenario.definition();
    for (Policy policy :
        List.of(auction, new ListPrices(market), new SeparateBooks(), new InverseSquare())) {
      scores.add(new Score(policy, market.getTiers().size()));
    }
  }

  /** One interval under every policy, in the order of {@link #scores}. */
  public record Compared(long interval, List<AllocationTotals> tallies) {}

  /** Goes through all intervals, and hands on each; to be called once. */
  public void forEachInterval(Consumer<Compared> reader) {
    for (long interval = 0; interval < scenario.intervals(); interval++) {
      IntervalOrders orders =
          IntervalOrders.of(scenario.definition(), population.commands(interval));
      reader.accept(new Compared(interval, scores.stream().map(s -> play(s, orders)).toList()));
    }
  }

  /** The auction is the first, so the ceiling is that of these orders. */
  private AllocationTotals play(Score score, IntervalOrders orders) {
    Allocation allocation = score.policy().allocate(orders);
    AllocationTotals tally = AllocationTotals.of(allocation);
    Audit.require(allocation, tally, auction.ceiling());
    if (score.policy() == auction) {
      ceiling = ceiling.add(auction.ceiling());
    }
    score.add(tally);
    return tally;
  }

  public Scenario scenario() {
    return scenario;
  }

  /** What the figures rest on, one line each. */
  public List<String> assumptions() {
    return assumptions;
  }

  /** By policy; the auction first. */
  public List<Score> scores() {
    return List.copyOf(scores);
  }

  /** Surplus that no policy exceeds, nano-dollars: summed over the intervals so far. */
  public BigInteger ceiling() {
    return ceiling;
  }
}
