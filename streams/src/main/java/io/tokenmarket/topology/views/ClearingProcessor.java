package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Performance;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Files a clearing and what follows from it. A query may look in between two puts, so the latest
 * clearing is put last: what it names is there.
 */
final class ClearingProcessor extends ContextualProcessor<String, Clearing, Void, Void> {
  private final Map<Grouping, KeyValueStore<String, Performance>> performances =
      new EnumMap<>(Grouping.class);
  private final Watch watch;
  private KeyValueStore<String, Clearing> byInterval;
  private KeyValueStore<String, Clearing> latest;
  private DeliveryFiling deliveries;

  ClearingProcessor(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    byInterval = context.getStateStore(ViewsTopology.CLEARINGS);
    latest = context.getStateStore(ViewsTopology.LATEST_CLEARING);
    for (Grouping grouping : Grouping.values()) {
      performances.put(grouping, context.getStateStore(grouping.store()));
    }
    deliveries = new DeliveryFiling(context);
  }

  @Override
  public void process(Record<String, Clearing> entry) {
    Clearing clearing = entry.value();
    byInterval.put(ViewKeys.clearing(clearing.getMarket(), clearing.getInterval()), clearing);
    performances.forEach(
        (grouping, store) -> Performances.of(clearing, grouping).forEach(p -> put(store, p)));
    if (isLatest(clearing)) {
      latest.put(clearing.getMarket(), clearing);
    }
    deliveries.put(clearing);
    watch.changed();
  }

  /** False for a clearing that is read again after a crash while a later one is known. */
  private boolean isLatest(Clearing clearing) {
    Clearing known = latest.get(clearing.getMarket());
    return known == null || known.getInterval() <= clearing.getInterval();
  }

  private static void put(KeyValueStore<String, Performance> store, Performance done) {
    store.put(ViewKeys.performance(done.getSubject(), done.getMarket(), done.getInterval()), done);
  }
}
