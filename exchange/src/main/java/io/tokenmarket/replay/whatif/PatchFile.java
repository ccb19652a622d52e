package io.tokenmarket.replay.whatif;

import io.tokenmarket.simulation.ScenarioFile;
import java.math.BigDecimal;
import java.util.List;

/**
 * A patch as it is written; a field left out is null. What each means is in {@code docs/replay.md}.
 *
 * @param market may be left out where the log has one
 * @param add a factory as in a scenario
 */
record PatchFile(
    String market, Swap swap, ScenarioFile.Plant add, Site remove, Cap cap, Demand demand) {
  static final PatchFile EMPTY = new PatchFile(null, null, null, null, null, null);

  /**
   * @param ask as of a factory in a scenario; left out: the rule of the recorded asks
   */
  record Swap(String site, String hardware, ScenarioFile.Ask ask) {

    /** The site as a factory of a scenario; of how much power does not matter. */
    ScenarioFile.Plant plant() {
      return new ScenarioFile.Plant(
          site,
          site,
          hardware,
          BigDecimal.ONE,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          ask == null ? null : List.of(ask),
          null);
    }
  }

  record Site(String site) {}

  /**
   * @param price $ per million tokens
   */
  record Cap(String tier, BigDecimal price) {}

  record Demand(BigDecimal scale, String tier, String participant) {}
}
