package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TradeSettled;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Files settled trades by interval, and postings by account. */
final class SettlementProcessor extends ContextualProcessor<String, SpecificRecord, Void, Void> {
  private final Watch watch;
  private KeyValueStore<String, SpecificRecord> trades;
  private KeyValueStore<String, SpecificRecord> postings;
  private KeyValueStore<String, SpecificRecord> last;
  private DeliveryFiling deliveries;

  SettlementProcessor(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    trades = context.getStateStore(ViewsTopology.SETTLED_TRADES);
    postings = context.getStateStore(ViewsTopology.POSTINGS);
    last = context.getStateStore(ViewsTopology.LAST_SETTLEMENT);
    deliveries = new DeliveryFiling(context);
  }

  @Override
  public void process(Record<String, SpecificRecord> entry) {
    if (entry.value() instanceof TradeSettled settled) {
      String key = ViewKeys.trade(settled.getMarket(), settled.getInterval(), settled.getTrade());
      trades.put(key, settled);
      deliveries.put(settled);
    } else if (entry.value() instanceof Posting posting) {
      postings.put(ViewKeys.posting(posting), posting);
    }
    last.put(StateMirror.market(entry.value()), entry.value());
    watch.changed();
  }
}
