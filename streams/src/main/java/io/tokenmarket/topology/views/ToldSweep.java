package io.tokenmarket.topology.views;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets the books forget what participants were told once the history has it: who was told something
 * once must not be remembered for ever. For one thread.
 */
final class ToldSweep {
  /** So many are never looked through: some megabytes, against a question to the disk for each. */
  static final int FEW = 20_000;

  private final MarketReplicas replicas;
  private final Supplier<Predicate<SpecificRecord>> isInHistory;
  private final int few;
  private int most;

  /**
   * @param few so many are never looked through
   * @param isInHistory asked for once a sweep; it may throw {@link ViewsUnavailableException}
   */
  ToldSweep(MarketReplicas replicas, int few, Supplier<Predicate<SpecificRecord>> isInHistory) {
    this.replicas = replicas;
    this.few = few;
    this.most = few;
    this.isInHistory = isInHistory;
  }

  /** Called now and then; looks through them once they have doubled, so it costs little. */
  void sweepIfMany() {
    if (replicas.toldCount() > most) {
      sweep();
      most = Math.max(few, 2 * replicas.toldCount());
    }
  }

  /** Without the books' lock, since the history is on disk. */
  private void sweep() {
    try {
      List<SpecificRecord> known = replicas.told().stream().filter(isInHistory.get()).toList();
      replicas.forgetTold(known);
    } catch (ViewsUnavailableException starting) {
      // The history cannot be asked yet: the next sweep will find more.
      return;
    }
  }
}
