package io.tokenmarket.topology.views;

import io.tokenmarket.market.StateRecords;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The questions of {@link MarketViews}, asked of the stores of {@link ViewsTopology}. */
public abstract class StoreViews implements MarketViews {
  /** A last clearing that was found when the views had moved on so often. */
  private record Latest(long changes, Clearing clearing) {}

  /** To read a clearing, with its line for each offer, costs more than most answers. */
  private final Map<String, Latest> latest = new ConcurrentHashMap<>();

  /**
   * The part of a store that holds what was published under a key.
   *
   * @param key the market's or the participant's name
   * @throws InvalidStateStoreException where it is not open
   */
  protected abstract <V> ReadOnlyKeyValueStore<String, V> store(String name, String key);

  /** How often parts of the stores came here or went to another node. */
  protected long moves() {
    return 0;
  }

  /** Whether what a participant was told, and the history has not, has been deleted. */
  protected abstract boolean isDeleted(SpecificRecord event);

  @Override
  public List<MarketDefinition> markets() {
    requireAvailable();
    return replicas().markets();
  }

  @Override
  public Optional<MarketDefinition> market(String market) {
    requireAvailable();
    return replicas().market(market);
  }

  @Override
  public Optional<Clearing> latestClearing(String market) {
    requireAvailable();
    long changes = watch().changes();
    Latest known = latest.get(market);
    if (known != null && known.changes() == changes) {
      return Optional.of(known.clearing());
    }
    Optional<Clearing> found = lastClearing(market);
    found.ifPresent(clearing -> latest.put(market, new Latest(changes, clearing)));
    return found;
  }

  private Optional<Clearing> lastClearing(String market) {
    return cleared(market, clearings -> clearings.last(market));
  }

  @Override
  public Optional<Clearing> clearing(String market, long interval) {
    return cleared(market, clearings -> clearings.get(market, interval));
  }

  private Optional<Clearing> cleared(String market, Function<Clearings, Clearing> question) {
    List<Clearing> found = new ArrayList<>(1);
    this.<SpecificRecord>ask(
        ViewsTopology.MARKETS,
        market,
        open -> Optional.ofNullable(question.apply(new Clearings(open))).ifPresent(found::add));
    return found.stream().findFirst();
  }

  @Override
  public List<Clearing> clearings(String market, long from, long to, int limit) {
    List<Clearing> found = new ArrayList<>();
    if (from < to) {
      this.<SpecificRecord>ask(
          ViewsTopology.MARKETS,
          market,
          open -> found.addAll(new Clearings(open).range(market, from, to, limit)));
    }
    return found;
  }

  @Override
  public List<Trade> trades(String market, long interval, int from, int limit) {
    List<Trade> found = new ArrayList<>();
    String first = ViewKeys.trade(market, interval, from);
    String last = ViewKeys.trade(market, interval, Integer.MAX_VALUE);
    this.<Trade>scan(ViewsTopology.MARKETS, market, first, last, limit, found::add);
    return found;
  }

  @Override
  public boolean performed(Grouping grouping, String subject, String market) {
    List<Performance> found = new ArrayList<>(1);
    String first = ViewKeys.performance(grouping, subject, market, 0);
    String last = ViewKeys.performance(grouping, subject, market, Long.MAX_VALUE);
    this.<Performance>scan(ViewsTopology.MARKETS, market, first, last, 1, found::add);
    return !found.isEmpty();
  }

  @Override
  public void performances(
      Grouping grouping,
      String subject,
      String market,
      long from,
      long to,
      Predicate<Performed> whileWanted) {
    if (from < to) {
      this.<Performance>range(
          ViewsTopology.MARKETS,
          market,
          ViewKeys.performance(grouping, subject, market, from),
          ViewKeys.performance(grouping, subject, market, to - 1),
          sold ->
              this.<DeliveryPerformance>range(
                  ViewsTopology.MARKETS,
                  market,
                  ViewKeys.delivery(grouping, subject, market, from),
                  ViewKeys.delivery(grouping, subject, market, to - 1),
                  delivered -> join(sold, delivered, whileWanted)));
    }
  }

  /** Both are by interval; nothing is delivered in an interval in which nothing was offered. */
  private static void join(
      KeyValueIterator<String, Performance> sold,
      KeyValueIterator<String, DeliveryPerformance> delivered,
      Predicate<Performed> whileWanted) {
    DeliveryPerformance next = null;
    boolean more = true;
    while (more && sold.hasNext()) {
      Performance done = sold.next().value;
      while (delivered.hasNext() && (next == null || next.getInterval() < done.getInterval())) {
        next = delivered.next().value;
      }
      boolean settled = next != null && next.getInterval() == done.getInterval();
      more = whileWanted.test(new Performed(done, settled ? next : null));
    }
  }

  @Override
  public Optional<IndicativeClearing> indicative(String market) {
    return get(ViewsTopology.INDICATIVE, market, market);
  }

  @Override
  public List<ParticipantEvent> events(String participant, long from, int limit) {
    String first = ViewKeys.event(participant, from);
    String last = ViewKeys.event(participant, Long.MAX_VALUE);
    return events(participant, store -> store.range(first, last), limit);
  }

  @Override
  public List<ParticipantEvent> lastEvents(String participant, int limit) {
    String first = ViewKeys.event(participant, 0);
    String last = ViewKeys.event(participant, Long.MAX_VALUE);
    return events(participant, store -> store.reverseRange(first, last), limit);
  }

  private List<ParticipantEvent> events(
      String participant,
      Function<
              ReadOnlyKeyValueStore<String, SpecificRecord>,
              KeyValueIterator<String, SpecificRecord>>
          range,
      int limit) {
    List<ParticipantEvent> found = new ArrayList<>();
    this.<SpecificRecord>ask(
        ViewsTopology.PARTICIPANTS,
        participant,
        store -> {
          try (KeyValueIterator<String, SpecificRecord> entries = range.apply(store)) {
            while (found.size() < limit && entries.hasNext()) {
              var entry = entries.next();
              found.add(new ParticipantEvent(ViewKeys.sequence(entry.key), entry.value));
            }
          }
        });
    return found;
  }

  @Override
  public void awards(
      String participant, String market, long from, long to, Predicate<OrderAwarded> whileWanted) {
    if (from < to) {
      String first = ViewKeys.awards(participant, market, from);
      String last = ViewKeys.awards(participant, market, to);
      scanWhile(ViewsTopology.PARTICIPANTS, participant, first, last, whileWanted);
    }
  }

  @Override
  public List<TradeSettled> settledTrades(String market, long interval, int from, int limit) {
    List<TradeSettled> found = new ArrayList<>();
    String first = ViewKeys.settledTrade(market, interval, from);
    String last = ViewKeys.settledTrade(market, interval, Integer.MAX_VALUE);
    this.<TradeSettled>scan(ViewsTopology.MARKETS, market, first, last, limit, found::add);
    return found;
  }

  @Override
  public void postings(
      String account, String market, long from, long to, Predicate<Posting> whileWanted) {
    if (from < to) {
      String first = ViewKeys.posting(account, market, from, 0);
      String last = ViewKeys.posting(account, market, to, 0);
      scanWhile(ViewsTopology.MARKETS, market, first, last, whileWanted);
    }
  }

  @Override
  public boolean hasRead(String market, long position) {
    long cleared = latestClearing(market).map(Clearing::getInterval).orElse(-1L);
    return replicas().position(market) >= position && cleared >= replicas().lastInterval(market);
  }

  @Override
  public boolean hasRead(String market, long position, String participant) {
    return hasRead(market, position)
        && replicas().lastEvent(market, participant).map(this::isTold).orElse(true);
  }

  /**
   * Whether the history has, or had, what the log makes the exchange tell a participant. Of one
   * entry of the log several events may follow, so its position alone does not do.
   */
  boolean isTold(SpecificRecord event) {
    return isTold(event, LastTold::before);
  }

  boolean isTold(SpecificRecord event, LastTold.Search search) {
    Optional<SpecificRecord> last =
        find(
            ViewsTopology.PARTICIPANTS,
            LastTold.participant(event),
            open -> search.before(open, event));
    return last.filter(told -> isReached(event, told)).isPresent() || isDeleted(event);
  }

  private static boolean isReached(SpecificRecord event, SpecificRecord told) {
    return told.equals(event) || RecentEvents.position(told) > RecentEvents.position(event);
  }

  /** Settlements are read in the order of the log: where the last one is, all are. */
  @Override
  public boolean hasReadSettlements(String market) {
    return replicas().lastSettlement(market).map(this::isFiled).orElse(true);
  }

  private boolean isFiled(SpecificRecord settlement) {
    String market = StateRecords.market(settlement);
    String key = SettlementProcessor.key(settlement);
    return get(ViewsTopology.MARKETS, market, key).filter(settlement::equals).isPresent();
  }

  private void requireAvailable() {
    unavailable()
        .ifPresent(
            reason -> {
              throw new ViewsUnavailableException(reason);
            });
  }

  private <V> Optional<V> get(String store, String owner, String key) {
    return find(store, owner, open -> open.get(key));
  }

  /** What the question answers, empty for null. */
  private <V> Optional<V> find(
      String store, String owner, Function<ReadOnlyKeyValueStore<String, V>, V> question) {
    List<V> found = new ArrayList<>(1);
    this.<V>ask(
        store, owner, open -> Optional.ofNullable(question.apply(open)).ifPresent(found::add));
    return found.stream().findFirst();
  }

  private <V> void scan(
      String store, String owner, String first, String last, int limit, Consumer<V> each) {
    this.<V>range(
        store,
        owner,
        first,
        last,
        entries -> {
          for (int shown = 0; shown < limit && entries.hasNext(); shown++) {
            each.accept(entries.next().value);
          }
        });
  }

  private <V> void scanWhile(
      String store, String owner, String first, String last, Predicate<V> wanted) {
    this.<V>range(
        store,
        owner,
        first,
        last,
        entries -> {
          boolean more = true;
          while (more && entries.hasNext()) {
            more = wanted.test(entries.next().value);
          }
        });
  }

  private <V> void range(
      String store,
      String owner,
      String first,
      String last,
      Consumer<KeyValueIterator<String, V>> reader) {
    this.<V>ask(
        store,
        owner,
        open -> {
          try (KeyValueIterator<String, V> entries = open.range(first, last)) {
            reader.accept(entries);
          }
        });
  }

  /**
   * A store that is closed meanwhile looks empty, so it is asked afterwards whether it was not, and
   * whether it is the same still.
   */
  private <V> void ask(
      String store, String owner, Consumer<ReadOnlyKeyValueStore<String, V>> question) {
    try {
      long before = moves();
      question.accept(store(store, owner));
      requireAvailable();
      if (moves() != before) {
        throw new ViewsUnavailableException("Parts of the views have moved to another node.");
      }
    } catch (InvalidStateStoreException closed) {
      throw new ViewsUnavailableException("The view " + store + " is not open now.", closed);
    }
  }
}
