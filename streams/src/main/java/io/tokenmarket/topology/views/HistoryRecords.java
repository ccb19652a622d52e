package io.tokenmarket.topology.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Reads the records that belong on a topic of the history, under their keys, and nothing else. */
public final class HistoryRecords {
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
    RecordKind kind = RecordKind.of(record);
    if (!kind.isOn(topic)) {
      throw new UndecodableException(
          Cause.UNEXPECTED_TYPE,
          record.getSchema().getName() + " does not belong on " + topic,
          null);
    }
    String owner = kind.keyOf(record);
    if (!owner.equals(key)) {
      throw new UndecodableException(
          Cause.NO_ADDRESSEE, "the key is " + key + " and not " + owner, null);
    }
  }
}
