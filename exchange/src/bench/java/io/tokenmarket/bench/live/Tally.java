package io.tokenmarket.bench.live;

import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.EventBatch;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what became of commands, by the ids that the records bear: decoding would cost more. */
public final class Tally {
  public static final List<String> TOPICS = List.of(Topics.ORDER_EVENTS, Topics.CLEARINGS);

  private final Set<Integer> answer;
  private final Set<Integer> end;
  private final int clearing;
  private final int batch;
  private final RecordReader reader;
  private volatile long answers;
  private volatile long ends;
  private volatile long clearings;

  /** Of an exchange that is set up. */
  public static Tally of(Map<String, ?> settings) {
    return new Tally(new Wire(settings), new RecordReader(settings));
  }

  private Tally(Wire wire, RecordReader reader) {
    this.reader = reader;
    batch = wire.id(EventBatch.getClassSchema());
    answer =
        Set.of(
            wire.id(OrderAccepted.getClassSchema()),
            wire.id(OrderRejected.getClassSchema()),
            wire.id(MarketDefined.getClassSchema()));
    end = Set.of(wire.id(OrderExpired.getClassSchema()), wire.id(OrderFilled.getClassSchema()));
    clearing = wire.id(Clearing.getClassSchema());
  }

  /** Called by one thread. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  public void count(ConsumerRecord<String, byte[]> record) {
    int id = Wire.id(record.value());
    if (id == batch) {
      Batches.events(decoded(record)).forEach(this::count);
    } else if (answer.contains(id)) {
      answers++;
    } else if (end.contains(id)) {
      ends++;
    } else if (id == clearing) {
      clearings++;
    }
  }

  private SpecificRecord decoded(ConsumerRecord<String, byte[]> record) {
    try {
      return reader.read(record.topic(), record.value());
    } catch (UndecodableException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  private void count(SpecificRecord event) {
    if (event instanceof OrderAccepted || event instanceof OrderRejected) {
      answers++;
    } else if (event instanceof OrderExpired || event instanceof OrderFilled) {
      ends++;
    }
  }

  public long answers() {
    return answers;
  }

  /** Orders that are over. */
  public long ends() {
    return ends;
  }

  long clearings() {
    return clearings;
  }
}
