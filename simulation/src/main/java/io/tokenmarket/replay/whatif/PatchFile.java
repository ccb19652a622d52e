package io.tokenmarket.replay.whatif;

import io.tokenmarket.simulation.ScenarioFile;
import java.math.BigDecimal;

/**
 * A patch as it is written; a field left out is null. What each means stands in {@code
 * docs/replay.md}.
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
  record Swap(String site, String hardware, ScenarioFile.Ask ask) {}

  record Site(String site) {}

  /**
   * @param price $ per million tokens
   */
  record Cap(String tier, BigDecimal price) {}

  record Demand(BigDecimal scale, String tier, String participant) {}
}
