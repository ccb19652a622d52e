package io.tokenmarket.topology.views;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateRecords;
import io.tokenmarket.schemas.MarketDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * The open orders and the last auctions of all markets: the state machine run once more over the
 * committed log, so that what is here is exact at a stated position of it.
 *
 * <p>Safe for use by several threads. A market that was never defined is not here.
 */
public final class MarketReplicas {
  /** About so many orders of past auctions are kept in memory for each market. */
  static final int KEPT_ORDERS = 200_000;

  private final int keptOrders;
  private final Map<String, MarketBook> markets = new TreeMap<>();
  private final Map<Integer, Long> positions = new TreeMap<>();
  private final Map<Integer, RecentEvents> computed = new ConcurrentHashMap<>();

  /** Asked with every query, so not to wait for an auction that is being held. */
  private final Map<String, MarketDefinition> rules = new ConcurrentSkipListMap<>();

  MarketReplicas(int keptOrders) {
    this.keptOrders = keptOrders;
  }

  /** Reads an entry that came by itself. */
  void read(int partition, LogEntry entry) {
    read(partition, List.of(entry));
  }

  /**
   * Reads a record of the log, whole; those of a partition in their order.
   *
   * @param entries what it holds
   */
  synchronized void read(int partition, List<LogEntry> entries) {
    long position = entries.get(0).position();
    List<SpecificRecord> events = new ArrayList<>();
    entries.forEach(entry -> events.addAll(handle(partition, entry)));
    computed(partition).add(position, events);
    positions.put(partition, position);
  }

  /**
   * A market is in one partition: what names it in another was not put there by intake, and has no
   * effect on it.
   */
  private List<SpecificRecord> handle(int partition, LogEntry entry) {
    String market = (String) ((GenericRecord) entry.command()).get("market");
    Optional<MarketBook> known = find(market);
    MarketBook book =
        known
            .filter(found -> found.partition() == partition)
            .orElseGet(() -> undefined(partition, market));
    List<SpecificRecord> events = book.handle(entry);
    if (known.isEmpty() || known.get() == book) {
      book.definition().ifPresent(definition -> keep(book, definition));
    }
    return events;
  }

  /** Kept once it is defined: whoever sends to names nobody has defined leaves nothing here. */
  private MarketBook undefined(int partition, String market) {
    return new MarketBook(partition, keptOrders, MarketState.undefined(market));
  }

  private void keep(MarketBook book, MarketDefinition definition) {
    markets.put(definition.getMarket(), book);
    rules.put(definition.getMarket(), definition);
  }

  /** Passes over a record that is no entry. */
  synchronized void skip(int partition, long position) {
    positions.put(partition, position);
  }

  /** Takes up a partition where {@link #snapshot} left it. */
  synchronized void restore(int partition, Snapshot snapshot) {
    Map<String, List<SpecificRecord>> lastEvents = byMarket(snapshot.lastEvents());
    byMarket(snapshot.records())
        .forEach(
            (market, records) -> {
              MarketState state = StateRecords.restored(records);
              MarketBook book = new MarketBook(partition, keptOrders, state);
              book.restoreLastEvents(lastEvents.getOrDefault(market, List.of()));
              keep(book, state.definition().orElseThrow());
            });
    positions.put(partition, snapshot.position());
    computed.put(partition, snapshot.computed());
  }

  private static Map<String, List<SpecificRecord>> byMarket(List<SpecificRecord> records) {
    return records.stream().collect(Collectors.groupingBy(StateRecords::market));
  }

  /** All that the markets of a partition are made of. */
  synchronized Snapshot snapshot(int partition) {
    List<SpecificRecord> records = new ArrayList<>();
    List<SpecificRecord> lastEvents = new ArrayList<>();
    for (MarketBook book : markets.values()) {
      if (book.partition() == partition) {
        records.addAll(book.records());
        lastEvents.addAll(book.lastEvents());
      }
    }
    return new Snapshot(position(partition), records, lastEvents, computed(partition));
  }

  /** What the log of a partition gave last. */
  RecentEvents computed(int partition) {
    return computed.computeIfAbsent(partition, begun -> RecentEvents.behind(-1));
  }

  /** The position of the last record read of a partition, -1 before the first. */
  public synchronized long position(int partition) {
    return positions.getOrDefault(partition, -1L);
  }

  /** How far the log of a market is read, -1 where the market is unknown. */
  public synchronized long position(String market) {
    MarketBook book = markets.get(market);
    return book == null ? -1 : position(book.partition());
  }

  /** Of how many markets something is kept: of those that are defined. */
  synchronized int kept() {
    return markets.size();
  }

  /** The rules in force, by name of the market. */
  public List<MarketDefinition> markets() {
    return List.copyOf(rules.values());
  }

  /** The rules in force, empty where the market is not defined. */
  public Optional<MarketDefinition> market(String market) {
    return Optional.ofNullable(rules.get(market));
  }

  /** The orders open now, empty where the market is not defined. */
  public synchronized Optional<StandingOrders> open(String market) {
    return find(market)
        .map(
            book ->
                new StandingOrders(
                    position(book.partition()),
                    book.definition().orElseThrow(),
                    book.auctions(),
                    book.openOrders()));
  }

  /** How many orders are in a market, 0 where it is not defined. */
  public synchronized int openOrders(String market) {
    return find(market).map(MarketBook::size).orElse(0);
  }

  /** The auction of an interval, empty where it is not kept, or not read yet. */
  public synchronized Optional<RecomputedAuction> auction(String market, long interval) {
    return find(market).flatMap(book -> book.auction(interval));
  }

  /**
   * The first auction kept that is behind a position of the log.
   *
   * @param interval of an interval not before this one
   */
  public synchronized Optional<RecomputedAuction> auctionBehind(
      String market, long position, long interval) {
    return find(market).flatMap(book -> book.auctionBehind(position, interval));
  }

  /** Interval of the last auction read, -1 for none. */
  public synchronized long lastInterval(String market) {
    return find(market).map(MarketBook::interval).orElse(-1L);
  }

  /** What each participant was told last about each market, as far as it is kept. */
  synchronized List<SpecificRecord> told() {
    return markets.values().stream().flatMap(MarketBook::told).toList();
  }

  /** How many of {@link #told} there are. */
  synchronized int toldCount() {
    return markets.values().stream().mapToInt(MarketBook::toldCount).sum();
  }

  /** Keeps these no longer: the history has them. What was told since stays. */
  synchronized void forgetTold(List<SpecificRecord> events) {
    events.forEach(event -> find(StateRecords.market(event)).ifPresent(book -> book.forget(event)));
  }

  /**
   * What a participant was told last about a market, answers given again apart; empty, too, where
   * the history has it.
   */
  public synchronized Optional<SpecificRecord> lastEvent(String market, String participant) {
    return find(market).flatMap(book -> book.lastEvent(participant));
  }

  /** The last settled trade or posting of a market. */
  public synchronized Optional<SpecificRecord> lastSettlement(String market) {
    return find(market).flatMap(MarketBook::lastSettlement);
  }

  /** Hash of the clearing of an interval, empty where it is no longer known, or not yet. */
  public synchronized Optional<ByteBuffer> hash(String market, long interval) {
    return find(market).flatMap(book -> book.hash(interval));
  }

  private Optional<MarketBook> find(String market) {
    return Optional.ofNullable(markets.get(market));
  }
}
