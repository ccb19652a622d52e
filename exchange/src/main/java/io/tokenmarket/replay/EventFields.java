package io.tokenmarket.replay;

import io.tokenmarket.schemas.RecordKind;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** The fields that records of several types share, by name. */
public final class EventFields {
  private EventFields() {}

  public static String market(SpecificRecord record) {
    return (String) ((GenericRecord) record).get("market");
  }

  /** The entry that caused the event; -1 for what intake refused. */
  static long logPosition(SpecificRecord event) {
    return (Long) ((GenericRecord) event).get("logPosition");
  }

  /** Whether an answer repeats one given before, and so names the position of that one. */
  static boolean repeated(SpecificRecord event) {
    Schema.Field field = event.getSchema().getField("repeated");
    return field != null && (Boolean) event.get(field.pos());
  }

  /** The topic an event is published on. */
  static String topic(SpecificRecord event) {
    return RecordKind.of(event).topic();
  }

  /** The key an event is published under. */
  static String key(SpecificRecord event) {
    return RecordKind.of(event).keyOf(event);
  }
}
