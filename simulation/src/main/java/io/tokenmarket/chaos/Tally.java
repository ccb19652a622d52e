package io.tokenmarket.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What happened in a trial, or in several.
 *
 * @param disturbances the faults, in order
 * @param sent commands, each counted once
 * @param acknowledged those that were answered
 * @param repeated commands sent again on purpose
 * @param garbage records that were no commands
 * @param auctions clearings published
 * @param skipped intervals without an auction, all of them during a fault
 * @param ownStops processes that ended without being asked to and were started again
 */
public record Tally(
    List<Disturbance> disturbances,
    long sent,
    long acknowledged,
    long repeated,
    long garbage,
    long auctions,
    long skipped,
    long ownStops) {

  static final Tally NOTHING = new Tally(List.of(), 0, 0, 0, 0, 0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        Stream.concat(disturbances.stream(), other.disturbances.stream()).toList(),
        sent + other.sent,
        acknowledged + other.acknowledged,
        repeated + other.repeated,
        garbage + other.garbage,
        auctions + other.auctions,
        skipped + other.skipped,
        ownStops + other.ownStops);
  }

  /** How often each fault struck. */
  public Map<String, Integer> faults() {
    Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    disturbances.forEach(d -> counts.merge(d.fault(), 1, Integer::sum));
    Map<String, Integer> named = new LinkedHashMap<>();
    counts.forEach((fault, count) -> named.put(fault.toString(), count));
    return named;
  }

  /** Nodes and brokers that were killed. */
  public int kills() {
    return disturbances.stream().mapToInt(d -> d.fault().kills()).sum();
  }

  /** From each kill to the next auction of the market that waited longest, shortest first. */
  public List<Duration> recoveries() {
    List<Duration> times = new ArrayList<>();
    disturbances.stream().filter(d -> d.fault().kills() > 0).forEach(d -> times.add(d.recovery()));
    return times.stream().sorted().toList();
  }
}
