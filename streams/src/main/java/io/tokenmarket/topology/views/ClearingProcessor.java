package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Topics;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Files a clearing and what follows from it. A query may look in between two puts, so the clearing
 * is put behind what was sold in it: what it names is there.
 */
final class ClearingProcessor extends HistoryProcessor<Clearing> {
  private KeyValueStore<String, SpecificRecord> store;
  private Clearings clearings;
  private KeyValueStore<String, Performance> performances;
  private DeliveryFiling deliveries;

  ClearingProcessor(HistoryInput input) {
    super(Topics.CLEARINGS, input);
  }

  @Override
  void open(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(ViewsTopology.MARKETS);
    clearings = new Clearings(store);
    performances = context.getStateStore(ViewsTopology.MARKETS);
    deliveries = new DeliveryFiling(context);
  }

  @Override
  Optional<SpecificRecord> whole(SpecificRecord read) {
    return read instanceof ClearingPart part
        ? clearings.take(part, store).map(SpecificRecord.class::cast)
        : Optional.of(read);
  }

  @Override
  boolean fits(Clearing clearing, long sequence) {
    String market = clearing.getMarket();
    Clearing same = clearings.get(market, clearing.getInterval());
    return follows(clearing, same, clearings.last(market));
  }

  @Override
  void file(Clearing clearing, long sequence) {
    for (Grouping grouping : Grouping.values()) {
      Performances.of(clearing, grouping)
          .forEach(done -> performances.put(grouping.key(done), done));
    }
    clearings.put(clearing, store);
    deliveries.put(clearing);
  }
}
