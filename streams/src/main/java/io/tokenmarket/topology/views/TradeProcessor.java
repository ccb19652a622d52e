package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Files a trade under its interval and number. */
final class TradeProcessor extends HistoryProcessor<Trade> {
  private KeyValueStore<String, Trade> trades;
  private Clearings clearings;
  private DeliveryFiling deliveries;

  TradeProcessor(HistoryInput input) {
    super(Topics.TRADES, input);
  }

  @Override
  void open(ProcessorContext<Void, Void> context) {
    trades = context.getStateStore(ViewsTopology.MARKETS);
    clearings = new Clearings(context.getStateStore(ViewsTopology.MARKETS));
    deliveries = new DeliveryFiling(context);
  }

  /** The clearing may be read later. */
  @Override
  boolean fits(Trade trade, long sequence) {
    Trade same = trades.get(key(trade));
    Clearing cleared = clearings.get(trade.getMarket(), trade.getInterval());
    return follows(trade, same, null)
        && (cleared == null
            || cleared.getLogPosition() == trade.getLogPosition()
                && trade.getNumber() < cleared.getTrades());
  }

  private static String key(Trade trade) {
    return ViewKeys.trade(trade.getMarket(), trade.getInterval(), trade.getNumber());
  }

  @Override
  void file(Trade trade, long sequence) {
    trades.put(key(trade), trade);
    deliveries.put(trade);
  }
}
