package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.IndicativeClearing;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the last indicative clearing of each market. */
final class IndicativeProcessor
    extends ContextualProcessor<String, IndicativeClearing, Void, Void> {
  private final Watch watch;
  private KeyValueStore<String, IndicativeClearing> latest;

  IndicativeProcessor(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    latest = context.getStateStore(ViewsTopology.INDICATIVE);
  }

  /** One that is read again after a crash does not replace a later one. */
  @Override
  public void process(Record<String, IndicativeClearing> entry) {
    IndicativeClearing known = latest.get(entry.key());
    if (known == null || known.getLogPosition() <= entry.value().getLogPosition()) {
      latest.put(entry.key(), entry.value());
      watch.changed();
    }
  }
}
