package io.tokenmarket.replay.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.replay.GeneratedLog;
import io.tokenmarket.replay.MemoryLog;
import io.tokenmarket.simulation.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a patch is named with file, line, field and mend. */
class PatchErrorsTest {
  private static final MemoryLog LOG =
      new Recording().offer("hall", "north", "1").bid("ada", "MEDIUM", 600, "5").gate(0).log();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'market: us'                             | line 1: market 'us' is unknown; did you mean 'eu'?
          'swop: {}'                               | line 1: swop is no field; did you mean 'swap'?
          'remove: {site: nord}'                   | line 1: remove.site 'nord' is unknown; did you mean 'north'?
          'remove: {}'                             | line 1: remove.site is missing; add one, such as 'site: lulea'
          'remove: north'                          | line 1: remove 'north' is not a block of fields
          'remove: {site: north}\ncap: {tier: HIGH, price: 3}' | line 2: cap is a second change beside remove; make a patch of each
          'cap:\n  tier: HIHG\n  price: 3'         | line 2: cap.tier 'HIHG' is unknown; did you mean 'HIGH'?
          'cap:\n  tier: HIGH\n  price: much'      | line 3: cap.price 'much' is not a number
          'cap:\n  tier: HIGH'                     | line 1: cap.price is missing
          'cap: {tier: HIGH, price: 5000}'         | line 1: cap.price is $5000
          'cap: {tier: HIGH, price: 1.0005}'       | line 1: cap.price of $1.000500 is refused: tiers[1].cap is 1000500; give a multiple of priceStep
          'demand: {tier: HIGH}'                   | line 1: demand.scale is missing
          'demand: {scale: -1}'                    | line 1: demand.scale is -1; give 0 or more
          'demand: {scale: 2, participant: adda}'  | line 1: demand.participant 'adda' is unknown; did you mean 'ada'?
          'swap: {site: north, hardware: rubin}'   | line 1: swap.hardware 'rubin' is not in the catalogue; did you mean
          'swap: {site: north, hardware: vera-rubin-lpx-pods}' | line 1: swap.hardware vera-rubin-lpx-pods has two pools
          'swap: {site: north, hardware: hopper}'  | line 1: swap.ask is missing; north has 'own', whose costs the catalogue does not know
          'swap:\n  site: north\n  hardware: hopper\n  ask: {basis: energy, electricity: 100000000}' | line 3: swap.hardware hopper makes no tier of market eu at an ask below its cap
          'swap: {site: north, hardware: hopper, ask: {basis: energi}}' | line 1: swap.ask.basis 'energi' is unknown
          'add: {name: hall, hardware: hopper, megawatts: 1}' | line 1: add.name 'hall' is a participant of the log already
          'add: {name: new, hardware: hopper}'     | line 1: add.megawatts is missing
          'add:\n  name: new\n  hardware: hopper\n  megawatts: 0' | line 4: add.megawatts is 0
          'cap: ['                                 | line 1: not YAML
          """)
  void aMistakeIsNamedWithItsLine(String yaml, String named) {
    assertThatThrownBy(() -> Patch.read("my.yaml", yaml.replace("\\n", "\n"), LOG))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("my.yaml, ")
        .hasMessageContaining(named);
  }

  @Test
  void aLogOfSeveralMarketsNeedsOneNamed() {
    assertThatThrownBy(() -> Patch.read("my.yaml", "", GeneratedLog.of(1, 2, 3, 300)))
        .hasMessageContaining("market is missing; the log has market0, market1, market2");
  }

  @Test
  void aLogWithoutAMarketCannotBePatched() {
    assertThatThrownBy(() -> Patch.read("my.yaml", "", new MemoryLog(1)))
        .hasMessageContaining("the log defines none");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path dir) {
    assertThatThrownBy(() -> Patch.load(dir.resolve("none.yaml"), LOG))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("there is no patch file");
  }

  @Test
  void aFileIsRead(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("p.yaml"), "remove: {site: north} # the old hall\n");
    assertThat(Patch.load(file, LOG).words()).isEqualTo("site north never offered");
  }
}
