package io.tokenmarket.topology.views;

import io.tokenmarket.market.StateRecords;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.TradeSettled;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Files settled trades by interval, and postings by account. */
final class SettlementProcessor extends HistoryProcessor<SpecificRecord> {
  private KeyValueStore<String, SpecificRecord> history;
  private DeliveryFiling deliveries;

  SettlementProcessor(HistoryInput input) {
    super(Topics.SETTLEMENTS, input);
  }

  @Override
  void open(ProcessorContext<Void, Void> context) {
    history = context.getStateStore(ViewsTopology.MARKETS);
    deliveries = new DeliveryFiling(context);
  }

  /** Trades are settled in the order of their auctions. */
  @Override
  boolean fits(SpecificRecord record, long sequence) {
    String market = StateRecords.market(record);
    String first = ViewKeys.settledTrade(market, 0, 0);
    String last = ViewKeys.settledTrade(market, Long.MAX_VALUE, Integer.MAX_VALUE);
    return follows(record, history.get(key(record)), last(history, first, last));
  }

  /** Under which a settled trade or a posting is. */
  static String key(SpecificRecord record) {
    return record instanceof TradeSettled settled
        ? ViewKeys.settledTrade(settled.getMarket(), settled.getInterval(), settled.getTrade())
        : ViewKeys.posting((Posting) record);
  }

  @Override
  void file(SpecificRecord record, long sequence) {
    history.put(key(record), record);
    if (record instanceof TradeSettled settled) {
      deliveries.put(settled);
    }
  }
}
