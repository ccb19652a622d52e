package io.tokenmarket.replay.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.replay.GeneratedLog;
import io.tokenmarket.replay.MemoryLog;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.whatif.WhatIf.Interval;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.simulation.Plant;
import io.tokenmarket.simulation.Scenario;
import io.tokenmarket.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of any log. */
class WhatIfPropertiesTest {
  private static final int INTERVALS = 40;

  @Test
  void anEmptyPatchChangesNothing() {
    MemoryLog log = GeneratedLog.of(7, 2, 3, 3_000);
    List<Interval> intervals = new ArrayList<>();
    Patch patch = Patch.read("patch.yaml", "market: market1", log);
    Comparison comparison = WhatIf.run(log, patch, intervals::add, Progress.NONE);
    assertThat(intervals)
        .hasSizeGreaterThan(10)
        .allSatisfy(interval -> assertThat(interval.changed()).isEqualTo(interval.original()));
    assertThat(comparison.original().totals().trades()).isPositive();
    assertThat(Figures.of(comparison.changed())).isEqualTo(Figures.of(comparison.original()));
    assertThat(comparison.winners(1)).isEmpty();
    assertThat(comparison.losers(1)).isEmpty();
  }

  /** The control: where something is changed, it shows. */
  @Test
  void aPatchThatIsNotEmptyChangesSomething() {
    MemoryLog log = GeneratedLog.of(7, 2, 3, 3_000);
    List<Interval> intervals = new ArrayList<>();
    Patch patch = Patch.read("patch.yaml", "{market: market1, demand: {scale: 0.9}}", log);
    WhatIf.run(log, patch, intervals::add, Progress.NONE);
    assertThat(intervals)
        .anySatisfy(interval -> assertThat(interval.changed()).isNotEqualTo(interval.original()));
  }

  /** The clearings are those of the market that had the hardware from the start, hashes and all. */
  @Test
  void aSwapGivesWhatTheOtherHardwareWouldHaveGiven() {
    Scenario scenario = Scenario.shipped("quickstart");
    MemoryLog log = log(scenario.population());
    for (Plant plant : scenario.factories()) {
      String site = plant.factory().site();
      List<Clearing> changed = new ArrayList<>();
      String swap = "swap: {site: " + site + ", hardware: blackwell-ultra}";
      Patch patch = Patch.read("patch.yaml", swap, log);
      WhatIf.run(log, patch, interval -> changed.add(interval.changed().clearing()), Progress.NONE);
      assertThat(changed).as(patch.words()).isEqualTo(simulated(scenario, site));
    }
  }

  private static List<Clearing> simulated(Scenario scenario, String site) {
    Population population = swapped(scenario, site).population();
    Simulation simulation = new Simulation(population.market(), population::commands);
    List<Clearing> clearings = new ArrayList<>();
    for (int i = 0; i < INTERVALS; i++) {
      clearings.add(simulation.next());
    }
    return clearings;
  }

  private static Scenario swapped(Scenario scenario, String site) {
    List<Plant> plants =
        scenario.factories().stream()
            .map(plant -> plant.factory().site().equals(site) ? swapped(plant) : plant)
            .toList();
    return new Scenario(
        scenario.name(),
        scenario.description(),
        scenario.seed(),
        scenario.intervals(),
        scenario.definition(),
        plants,
        scenario.demand(),
        scenario.buying());
  }

  private static Plant swapped(Plant plant) {
    Factory was = plant.factory();
    Factory is =
        new Factory(
            was.name(),
            was.site(),
            Catalogue.load().hardware("blackwell-ultra"),
            was.kilowatts(),
            was.asks());
    return new Plant(is, plant.ask());
  }

  private static MemoryLog log(Population population) {
    Recording recording = new Recording(population.market());
    for (long interval = 0; interval < INTERVALS; interval++) {
      population.commands(interval).forEach(recording::add);
      recording.add(Recording.gate(population.market(), interval));
    }
    return recording.log();
  }
}
