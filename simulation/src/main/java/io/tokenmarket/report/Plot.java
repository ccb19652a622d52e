package io.tokenmarket.report;

import io.tokenmarket.simulation.HeldAuction;
import java.util.List;

/** Gathers what a plot shows, in memory that does not depend on the length of the run. */
interface Plot {

  /** Takes in the next auction. */
  void add(HeldAuction auction);

  /** What was gathered. */
  List<Table> tables();
}
