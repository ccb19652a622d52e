package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Trade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The questions of {@link MarketViews}, asked of the stores of {@link ViewsTopology}. */
public abstract class StoreViews implements MarketViews {

  /**
   * The store of this name.
   *
   * @throws InvalidStateStoreException where it is not open
   */
  protected abstract <V> ReadOnlyKeyValueStore<String, V> store(String name);

  @Override
  public List<MarketDefinition> markets() {
    List<MarketDefinition> markets = new ArrayList<>();
    this.<MarketDefinition>ask(
        ViewsTopology.MARKETS,
        store -> {
          try (KeyValueIterator<String, MarketDefinition> all = store.all()) {
            all.forEachRemaining(entry -> markets.add(entry.value));
          }
        });
    markets.sort(Comparator.comparing(MarketDefinition::getMarket));
    return markets;
  }

  @Override
  public Optional<MarketDefinition> market(String market) {
    return get(ViewsTopology.MARKETS, market);
  }

  @Override
  public Optional<Clearing> latestClearing(String market) {
    return get(ViewsTopology.LATEST_CLEARING, market);
  }

  @Override
  public Optional<Clearing> clearing(String market, long interval) {
    return get(ViewsTopology.CLEARINGS, ViewKeys.clearing(market, interval));
  }

  @Override
  public List<Clearing> clearings(String market, long from, long to, int limit) {
    List<Clearing> found = new ArrayList<>();
    if (from < to) {
      String first = ViewKeys.clearing(market, from);
      String last = ViewKeys.clearing(market, to - 1);
      this.<Clearing>scan(ViewsTopology.CLEARINGS, first, last, limit, found::add);
    }
    return found;
  }

  @Override
  public List<Trade> trades(String market, long interval, int from, int limit) {
    List<Trade> found = new ArrayList<>();
    String first = ViewKeys.trade(market, interval, from);
    String last = ViewKeys.trade(market, interval, Integer.MAX_VALUE);
    this.<Trade>scan(ViewsTopology.TRADES, first, last, limit, found::add);
    return found;
  }

  @Override
  public boolean performed(Grouping grouping, String subject, String market) {
    List<Performance> found = new ArrayList<>(1);
    String first = ViewKeys.performance(subject, market, 0);
    String last = ViewKeys.performance(subject, market, Long.MAX_VALUE);
    this.<Performance>scan(grouping.store(), first, last, 1, found::add);
    return !found.isEmpty();
  }

  @Override
  public void performances(
      Grouping grouping,
      String subject,
      String market,
      long from,
      long to,
      Consumer<Performance> each) {
    if (from < to) {
      String first = ViewKeys.performance(subject, market, from);
      String last = ViewKeys.performance(subject, market, to - 1);
      scan(grouping.store(), first, last, Integer.MAX_VALUE, each);
    }
  }

  private <V> Optional<V> get(String store, String key) {
    List<V> found = new ArrayList<>(1);
    this.<V>ask(store, open -> Optional.ofNullable(open.get(key)).ifPresent(found::add));
    return found.stream().findFirst();
  }

  private <V> void scan(String store, String first, String last, int limit, Consumer<V> each) {
    this.<V>ask(
        store,
        open -> {
          try (KeyValueIterator<String, V> entries = open.range(first, last)) {
            for (int shown = 0; shown < limit && entries.hasNext(); shown++) {
              each.accept(entries.next().value);
            }
          }
        });
  }

  private <V> void ask(String store, Consumer<ReadOnlyKeyValueStore<String, V>> question) {
    try {
      question.accept(store(store));
    } catch (InvalidStateStoreException closed) {
      throw new ViewsUnavailableException("The view " + store + " is not open now.", closed);
    }
  }
}
