package io.tokenmarket.topology.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** Reads the records that belong on a topic of the history, under their keys, and nothing else. */
public final class HistoryRecords {
  private static final Map<String, Set<Class<?>>> BELONGS =
      Map.of(
          Topics.CLEARINGS, Set.of(Clearing.class, ClearingPart.class),
          Topics.TRADES, Set.of(Trade.class),
          Topics.INDICATIVE_CLEARINGS, Set.of(IndicativeClearing.class),
          Topics.SETTLEMENTS, Set.of(TradeSettled.class, Posting.class),
          Topics.ORDER_EVENTS,
              Set.of(
                  BudgetDefined.class,
                  DeliveryRecorded.class,
                  KeyDefined.class,
                  MarketChanged.class,
                  MarketDefined.class,
                  OrderAccepted.class,
                  OrderAmended.class,
                  OrderAwarded.class,
                  OrderCancelled.class,
                  OrderExpired.class,
                  OrderFilled.class,
                  OrderRejected.class));

  private final RecordReader reader;

  HistoryRecords(RecordReader reader) {
    this.reader = reader;
  }

  /**
   * The records in these bytes: one, or the events of a batch.
   *
   * @param topic as the protocol names it
   * @throws UndecodableException where none is in them, or one that does not belong there
   * @throws RegistryUnavailableException where the registry does not answer
   */
  List<SpecificRecord> read(String topic, byte[] key, byte[] value) throws UndecodableException {
    return belonging(topic, key == null ? null : new String(key, UTF_8), reader.read(topic, value));
  }

  /**
   * The record itself, or the events of a batch.
   *
   * @param topic as the protocol names it
   * @throws UndecodableException where the exchange publishes no such record there under this key
   */
  public static List<SpecificRecord> belonging(String topic, String key, SpecificRecord record)
      throws UndecodableException {
    List<SpecificRecord> events = Batches.events(record);
    if (events.isEmpty() || events.size() > Batches.MOST_EVENTS) {
      throw new UndecodableException(
          Cause.UNDECODABLE, "a batch of " + events.size() + " events", null);
    }
    for (SpecificRecord event : events) {
      requireBelongs(topic, key, event);
    }
    return events;
  }

  private static void requireBelongs(String topic, String key, SpecificRecord record)
      throws UndecodableException {
    if (!BELONGS.get(topic).contains(record.getClass())) {
      throw new UndecodableException(
          Cause.UNEXPECTED_TYPE,
          record.getSchema().getName() + " does not belong on " + topic,
          null);
    }
    Object owner = owner(topic, record);
    if (!owner.equals(key)) {
      throw new UndecodableException(
          Cause.NO_ADDRESSEE, "the key is " + key + " and not " + owner, null);
    }
  }

  private static Object owner(String topic, SpecificRecord record) {
    GenericRecord named =
        (GenericRecord) (record instanceof ClearingPart part ? part.getClearing() : record);
    return named.get(topic.equals(Topics.ORDER_EVENTS) ? "participant" : "market");
  }
}
