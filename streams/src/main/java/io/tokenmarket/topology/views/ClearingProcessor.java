package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Topics;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Files a clearing and what follows from it. A query may look in between two puts, so the clearing
 * is put behind what was sold in it: what it names is there.
 */
final class ClearingProcessor extends HistoryProcessor<Clearing> {
  private KeyValueStore<String, Clearing> clearings;
  private KeyValueStore<String, Performance> performances;
  private DeliveryFiling deliveries;

  ClearingProcessor(HistoryInput input) {
    super(Topics.CLEARINGS, input);
  }

  @Override
  void open(ProcessorContext<Void, Void> context) {
    clearings = context.getStateStore(ViewsTopology.MARKETS);
    performances = context.getStateStore(ViewsTopology.MARKETS);
    deliveries = new DeliveryFiling(context);
  }

  @Override
  boolean fits(Clearing clearing, long sequence) {
    String market = clearing.getMarket();
    Clearing same = clearings.get(ViewKeys.clearing(market, clearing.getInterval()));
    String first = ViewKeys.clearing(market, 0);
    String last = ViewKeys.clearing(market, Long.MAX_VALUE);
    return follows(clearing, same, last(clearings, first, last));
  }

  @Override
  void file(Clearing clearing, long sequence) {
    for (Grouping grouping : Grouping.values()) {
      Performances.of(clearing, grouping)
          .forEach(done -> performances.put(grouping.key(done), done));
    }
    clearings.put(ViewKeys.clearing(clearing.getMarket(), clearing.getInterval()), clearing);
    deliveries.put(clearing);
  }
}
