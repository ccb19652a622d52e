package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.schemas.Clearing;
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
  private final Tally tally;
  private final Map<String, ReplayedMarket> markets = new TreeMap<>();

  private PartitionReplay(int partition, RecordStream log, boolean audited, Tally tally) {
    this.partition = partition;
    this.log = log;
    this.audited = audited;
    this.tally = tally;
  }

  /**
   * Replays a partition of the market log.
   *
   * @param audited whether each auction's hashes, certificate and sums are checked
   * @throws LogException where its beginning has been deleted
   */
  static PartitionReplay over(
      RecordStream log, int partition, boolean audited, Progress progress, Tally tally) {
    RecordStream whole = MarketLog.whole(log, partition, progress);
    return new PartitionReplay(partition, whole, audited, tally);
  }

  boolean hasNext() {
    return log.hasNext();
  }

  /** What the next entry causes, in the order in which the exchange publishes it. */
  List<Effect> next() {
    LogRecord record = log.next();

    Optional<SpecificRecord> command = record.readable();
    if (command.isEmpty()) {
      tally.unreadable++;
      return List.of();
    }
    tally.commands++;
    return effects(new LogEntry(record.offset(), command.get(), record.signature()));
  }

  private List<Effect> effects(LogEntry entry) {
    String name = EventFields.market(entry.command());
    ReplayedMarket market = markets.get(name);
    if (market == null) {
      market = new ReplayedMarket(name, audited);
    }
    List<SpecificRecord> events = market.handle(entry);
    tally.signed(entry, events);
    if (market.isDefined()) {
      markets.put(name, market);
    }
    long interval = market.interval();
    return events.stream()
        .map(event -> new Effect(partition, entry.position(), interval, event))
        .toList();
  }

  /** The last clearing of each market. */
  Collection<Clearing> lastClearings() {
    return markets.values().stream().map(ReplayedMarket::last).flatMap(Optional::stream).toList();
  }
}
