package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.OrderAwarded;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Files what the exchange told each participant, and what his orders were awarded. */
final class EventProcessor extends ContextualProcessor<String, SpecificRecord, Void, Void> {
  private final Watch watch;
  private KeyValueStore<String, SpecificRecord> events;
  private KeyValueStore<String, SpecificRecord> awards;
  private KeyValueStore<String, SpecificRecord> last;

  EventProcessor(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    events = context.getStateStore(ViewsTopology.EVENTS);
    awards = context.getStateStore(ViewsTopology.AWARDS);
    last = context.getStateStore(ViewsTopology.LAST_TOLD);
  }

  /** An award is put before its event: who has seen the event finds the award. */
  @Override
  public void process(Record<String, SpecificRecord> entry) {
    long offset = context().recordMetadata().orElseThrow().offset();
    if (entry.value() instanceof OrderAwarded award) {
      awards.put(ViewKeys.award(entry.key(), award), award);
    }
    events.put(ViewKeys.event(entry.key(), offset), entry.value());
    GenericRecord event = (GenericRecord) entry.value();
    if (isOfTheLog(event) && !MarketBook.isRepeated(event)) {
      last.put(ViewKeys.told(entry.key(), (String) event.get("market")), entry.value());
    }
    watch.changed();
  }

  /** What intake refused never came there. */
  private static boolean isOfTheLog(GenericRecord event) {
    return (Long) event.get("logPosition") >= 0;
  }
}
