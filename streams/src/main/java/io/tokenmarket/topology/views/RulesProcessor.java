package io.tokenmarket.topology.views;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateJournal;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the rules under which each market opened: those of the first definition in the log that the
 * market accepts. The market itself is asked, so the view cannot disagree with it.
 *
 * <p>Once a market is open its rules stand, and its commands are passed over without being decoded.
 */
final class RulesProcessor extends ContextualProcessor<String, byte[], Void, Void> {
  private final RecordReader reader;
  private KeyValueStore<String, MarketDefinition> markets;

  RulesProcessor(RecordReader reader) {
    this.reader = reader;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    markets = context.getStateStore(ViewsTopology.MARKETS);
  }

  @Override
  public void process(Record<String, byte[]> entry) {
    if (markets.get(entry.key()) == null
        && command(entry.value()) instanceof MarketDefinition definition) {
      open(entry.key(), definition);
    }
  }

  private void open(String market, MarketDefinition definition) {
    MarketState state = MarketState.undefined(market, StateJournal.NONE);
    Market.handle(state, new LogEntry(position(), definition));
    state.definition().ifPresent(rules -> markets.put(market, rules));
  }

  private long position() {
    return context().recordMetadata().orElseThrow().offset();
  }

  private SpecificRecord command(byte[] value) {
    try {
      return reader.read(Topics.MARKET_LOG, value);
    } catch (UndecodableException broken) {
      throw new IllegalStateException("The market log holds what intake never wrote.", broken);
    }
  }
}
