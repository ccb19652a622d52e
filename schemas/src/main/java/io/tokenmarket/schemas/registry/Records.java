package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.RecordKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas of the records that have a subject of their own. */
public final class Records {
  private static final List<Schema> ALL =
      Arrays.stream(RecordKind.values()).map(RecordKind::schema).toList();

  private Records() {}

  /** The schemas of all records; a schema's full name is its subject. */
  public static List<Schema> all() {
    return ALL;
  }

  /** Avro's model of a record of ours, with the coders that were generated for it. */
  static SpecificData model(Schema ours) {
    SpecificData model = SpecificData.getForSchema(ours);
    model.setCustomCoders(true);
    return model;
  }

  /** Our schema of this full name, if there is one. */
  static Optional<Schema> named(String fullName) {
    return RecordKind.named(fullName).map(RecordKind::schema);
  }
}
