package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.schemas.Algorithms;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.views.RecentEvents;
import io.tokenmarket.topology.views.RecordTrust;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** The markets of one partition of the log, run through it again. */
final class PartitionReplay {
  private final int partition;
  private final RecordStream log;
  private final boolean audited;
  private final ReplayTotals tally;
  private final RecentEvents computed = RecentEvents.behind(-1);
  private final BitSet entries = new BitSet();
  private long position = -1;
  private final Map<String, ReplayedMarket> markets = new TreeMap<>();

  private PartitionReplay(int partition, RecordStream log, boolean audited, ReplayTotals tally) {
    this.partition = partition;
    this.log = log;
    this.audited = audited;
    this.tally = tally;
  }

  /**
   * Replays a partition of the market log.
   *
   * @param audited whether each auction's hashes, certificate and sums are checked
   * @throws LogException where its beginning has been deleted, or this Java lacks an algorithm
   */
  static PartitionReplay over(
      RecordStream log, int partition, boolean audited, Progress progress, ReplayTotals tally) {
    Algorithms.missing()
        .ifPresent(
            sentence -> {
              throw new LogException(sentence);
            });
    RecordStream whole = MarketLog.whole(log, partition, progress);
    return new PartitionReplay(partition, whole, audited, tally);
  }

  boolean hasNext() {
    return log.hasNext();
  }

  /** What the next entry causes, in the order in which the exchange publishes it. */
  List<Effect> next() {
    LogRecord record = log.next();
    position = record.offset();
    Optional<LogEntry> entry = record.entry();
    if (entry.isEmpty()) {
      tally.unreadable++;
      tally.strange(new ForeignRecord(Topics.MARKET_LOG, partition, record.offset()));
      return List.of();
    }
    tally.commands++;
    return effects(entry.get());
  }

  private List<Effect> effects(LogEntry entry) {
    String name = EventFields.market(entry.command());
    ReplayedMarket market = markets.get(name);
    if (market == null) {
      market = new ReplayedMarket(name, audited);
    }
    List<SpecificRecord> events = market.handle(entry);
    tally.signed(entry, events);
    computed.add(entry.position(), events);
    note(entry.position());
    if (market.isDefined()) {
      markets.put(name, market);
    }
    long interval = market.interval();
    int rulebook = market.rulebook();
    return events.stream()
        .map(event -> new Effect(partition, entry.position(), interval, rulebook, event))
        .toList();
  }

  private void note(long entry) {
    if (entry <= Integer.MAX_VALUE) {
      entries.set((int) entry);
    }
  }

  /** Whether the log ends before the entry that a published record names as its cause. */
  boolean endsBefore(SpecificRecord published) {
    return EventFields.logPosition(published) >= log.end();
  }

  /** Whether that entry is still to be replayed. */
  boolean isBefore(SpecificRecord published) {
    return EventFields.logPosition(published) > position && !endsBefore(published) && hasNext();
  }

  /** Whether there is no such entry to come, or it gave no such record. */
  boolean denies(SpecificRecord published) {
    long cause = EventFields.logPosition(published);
    return endsBefore(published)
        || cause <= Integer.MAX_VALUE
            && entries.get((int) cause)
            && computed.of(published) == RecordTrust.FORGED;
  }

  /** The last clearing of each market. */
  Collection<Clearing> lastClearings() {
    return markets.values().stream().map(ReplayedMarket::last).flatMap(Optional::stream).toList();
  }
}
