package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Files what the exchange told each participant, and what their orders were awarded. */
final class EventProcessor extends HistoryProcessor<SpecificRecord> {
  private KeyValueStore<String, SpecificRecord> history;
  private LastTold.Notes notes;

  EventProcessor(HistoryInput input) {
    super(Topics.ORDER_EVENTS, input);
  }

  @Override
  void open(ProcessorContext<Void, Void> context) {
    history = context.getStateStore(ViewsTopology.PARTICIPANTS);
    notes = new LastTold.Notes(history);
  }

  /** One that is where it was is read again. */
  @Override
  boolean fits(SpecificRecord told, long sequence) {
    SpecificRecord same = history.get(ViewKeys.event(LastTold.participant(told), sequence));
    SpecificRecord last = LastTold.counts(told) ? LastTold.before(history, told) : null;
    return follows(told, same, last)
        && (!(told instanceof OrderAwarded award)
            || follows(
                award, history.get(ViewKeys.award(LastTold.participant(told), award)), null));
  }

  /** An award is put before its event: who has seen the event finds the award. */
  @Override
  void file(SpecificRecord told, long sequence) {
    if (told instanceof OrderAwarded award) {
      history.put(ViewKeys.award(LastTold.participant(told), award), award);
    }
    history.put(ViewKeys.event(LastTold.participant(told), sequence), told);
    if (LastTold.counts(told)) {
      notes.note(told, sequence);
    }
  }
}
