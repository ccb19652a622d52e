package io.tokenmarket.rest;

import io.tokenmarket.topology.views.Performed;
import java.util.List;

/** What a subject did in one block of intervals, and what that amounts to. */
final class PerformanceBlock {
  private final long number;
  private final List<Performed> entries;
  private final PerformanceTotals sum = new PerformanceTotals();

  /**
   * @param number its intervals are from the number times {@link PerformanceBlocks#INTERVALS} on
   */
  PerformanceBlock(long number, List<Performed> entries, long intervalMillis) {
    this.number = number;
    this.entries = List.copyOf(entries);
    entries.forEach(done -> sum.add(done, intervalMillis));
  }

  long number() {
    return number;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Performed> entries() {
    return entries;
  }

  PerformanceTotals sum() {
    return sum;
  }

  /** Whether all is settled that ever will be; its intervals must have been cleared. */
  boolean isFinal(boolean settles) {
    return !isEmpty() && (!settles || entries.stream().noneMatch(done -> done.delivered() == null));
  }
}
