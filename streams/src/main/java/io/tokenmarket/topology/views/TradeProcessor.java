package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Trade;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Files a trade under its interval and number. */
final class TradeProcessor extends ContextualProcessor<String, Trade, Void, Void> {
  private final Watch watch;
  private KeyValueStore<String, Trade> trades;
  private DeliveryFiling deliveries;

  TradeProcessor(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    trades = context.getStateStore(ViewsTopology.TRADES);
    deliveries = new DeliveryFiling(context);
  }

  @Override
  public void process(Record<String, Trade> entry) {
    Trade trade = entry.value();
    trades.put(ViewKeys.trade(trade.getMarket(), trade.getInterval(), trade.getNumber()), trade);
    deliveries.put(trade);
    watch.changed();
  }
}
