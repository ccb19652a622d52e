package io.tokenmarket.chaos;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened in a trial, or in several.
 *
 * @param disturbances the faults, in order
 * @param sent commands, each counted once
 * @param acknowledged those that were answered
 * @param repeated commands sent again on purpose
 * @param garbage records that were no commands
 * @param poison records that were none, where only the exchange writes
 * @param flooded demands to markets that are none
 * @param auctions clearings published
 * @param compared published events that were found to be what the log gives
 * @param skipped intervals without an auction, during a fault
 * @param late intervals without an auction, without a fault: the machine was too busy
 * @param cuts gates in whose midst a node was killed
 * @param ownStops processes that ended without being asked to and were started again
 */
public record TrialSummary(
    List<Disturbance> disturbances,
    long sent,
    long acknowledged,
    long repeated,
    long garbage,
    long poison,
    long flooded,
    long auctions,
    long compared,
    long skipped,
    long late,
    List<CutGate> cuts,
    long ownStops) {

  static final TrialSummary NOTHING =
      new TrialSummary(List.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), 0);

  TrialSummary plus(TrialSummary other) {
    return new TrialSummary(
        Stream.concat(disturbances.stream(), other.disturbances.stream()).toList(),
        sent + other.sent,
        acknowledged + other.acknowledged,
        repeated + other.repeated,
        garbage + other.garbage,
        poison + other.poison,
        flooded + other.flooded,
        auctions + other.auctions,
        compared + other.compared,
        skipped + other.skipped,
        late + other.late,
        Stream.concat(cuts.stream(), other.cuts.stream()).toList(),
        ownStops + other.ownStops);
  }

  /** Nodes and brokers that were killed. */
  public int kills() {
    return disturbances.stream().mapToInt(d -> d.fault().kills()).sum();
  }

  /**
   * By fault, how long it took until the market that waited longest was auctioned again: each time,
   * shortest first.
   */
  public Map<String, List<Duration>> recoveries() {
    return disturbances.stream()
        .sorted(Comparator.comparing(Disturbance::fault).thenComparing(Disturbance::recovery))
        .collect(
            Collectors.groupingBy(
                disturbance -> disturbance.fault().toString(),
                LinkedHashMap::new,
                Collectors.mapping(Disturbance::recovery, Collectors.toList())));
  }
}
