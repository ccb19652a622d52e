package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.Topics;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the last indicative clearing of each market. */
final class IndicativeProcessor extends HistoryProcessor<IndicativeClearing> {
  private KeyValueStore<String, IndicativeClearing> latest;

  IndicativeProcessor(HistoryInput input) {
    super(Topics.INDICATIVE_CLEARINGS, input);
  }

  @Override
  void open(ProcessorContext<Void, Void> context) {
    latest = context.getStateStore(ViewsTopology.INDICATIVE);
  }

  @Override
  boolean fits(IndicativeClearing clearing, long sequence) {
    return true;
  }

  /** One that is read again after a crash does not replace a later one. */
  @Override
  void file(IndicativeClearing clearing, long sequence) {
    IndicativeClearing known = latest.get(clearing.getMarket());
    if (known == null || known.getLogPosition() <= clearing.getLogPosition()) {
      latest.put(clearing.getMarket(), clearing);
    }
  }
}
