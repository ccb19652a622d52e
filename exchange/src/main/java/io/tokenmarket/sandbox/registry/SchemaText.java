package io.tokenmarket.sandbox.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tokenmarket.schemas.JsonTrouble;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;

/** Schemas as they are sent, which are no deeper than any that means something. */
final class SchemaText {
  /** Levels of JSON; a record within a list within a record takes five. */
  static final int DEEPEST = 100;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private SchemaText() {}

  /**
   * @throws RegistryException where it is none that is taken
   */
  static ParsedSchema parse(String schema) {
    try {
      JSON.readTree(schema);
    } catch (JsonProcessingException wrong) {
      throw RegistryException.invalidSchema("it " + JsonTrouble.words(wrong));
    }
    return known(schema);
  }

  /** The same of one that was taken once, whatever the bounds were then. */
  static ParsedSchema known(String schema) {
    try {
      return new AvroSchema(schema, List.of(), Map.of(), null, true);
    } catch (AvroRuntimeException wrong) {
      throw RegistryException.invalidSchema(wrong.getMessage());
    } catch (NullPointerException unresolved) {
      // What the library throws where the whole is a name that nothing defines.
      throw RegistryException.invalidSchema("it names a type that is not defined");
    }
  }
}
