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
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.simulation.Scenario;
import io.tokenmarket.simulation.ScenarioFactory;
import io.tokenmarket.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
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
    for (ScenarioFactory plant : scenario.factories()) {
      List<Clearing> changed = new ArrayList<>();
      String swap = "swap: {site: " + plant.factory().site() + ", hardware: blackwell-ultra}";
      Patch patch = Patch.read("patch.yaml", swap, log);
      WhatIf.run(log, patch, interval -> changed.add(interval.changed().clearing()), Progress.NONE);
      assertThat(changed).as(patch.words()).isEqualTo(simulated(scenario, plant.factory()));
    }
  }

  private static List<Clearing> simulated(Scenario scenario, Factory factory) {
    Factory swapped =
        new Factory(
            factory.name(),
            factory.site(),
            Catalogue.load().hardware("blackwell-ultra"),
            factory.power(),
            factory.asks());
    Population alone = new Population(scenario.definition(), List.of(swapped), List.of());
    Population all = scenario.population();
    Simulation simulation =
        new Simulation(
            scenario.definition(),
            interval ->
                all.commands(interval).stream()
                    .map(sent -> isOf(factory, sent) ? alone.commands(interval).get(0) : sent)
                    .toList());
    return Stream.generate(simulation::next).limit(INTERVALS).toList();
  }

  private static boolean isOf(Factory factory, SpecificRecord command) {
    return command instanceof SupplyOffer offer && offer.getParticipant().equals(factory.name());
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
