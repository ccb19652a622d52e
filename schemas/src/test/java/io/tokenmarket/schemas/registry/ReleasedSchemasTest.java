package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tokenmarket.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema that was ever released, with one record written by it, against today's. The files
 * are one a release, one line a record, written by {@link ReleaseFileTest}; once the release is out
 * its file is never edited.
 */
class ReleasedSchemasTest {
  static final Path RELEASED = Path.of("src/test/resources/released");

  record Released(String file, Schema schema, byte[] body) {
    Schema today() {
      return Records.named(schema.getFullName()).orElseThrow();
    }

    @Override
    public String toString() {
      return file + " " + schema.getName();
    }
  }

  static List<Released> released() throws IOException {
    List<Released> released = new ArrayList<>();
    try (Stream<Path> files = Files.list(RELEASED)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          released.add(parse(file.getFileName().toString(), line));
        }
      }
    }
    return released;
  }

  private static Released parse(String file, String line) throws IOException {
    JsonNode json = new ObjectMapper().readTree(line);
    Schema schema = new Schema.Parser().parse(json.get("schema").asText());
    return new Released(file, schema, HexFormat.of().parseHex(json.get("body").asText()));
  }

  @ParameterizedTest
  @MethodSource("released")
  void todaysSchemaAndTheReleasedOneReadEachOther(Released released) {
    List<ParsedSchemaHolder> earlier = new ArrayList<>();
    earlier.add(new SimpleParsedSchemaHolder(new AvroSchema(released.schema())));
    assertThat(
            new AvroSchema(released.today())
                .isCompatible(CompatibilityLevel.FULL_TRANSITIVE, earlier))
        .as("changed in a way that %s forbids, unless that is still to be released", released)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("released")
  void aReleasedRecordKeepsItsFieldsThroughTodaysClass(Released released) throws IOException {
    Schema then = released.schema();
    byte[] today = throughTodaysClass(released);
    assertThat(readGeneric(today, released.today(), then))
        .isEqualTo(readGeneric(released.body(), then, then));
  }

  private static byte[] throughTodaysClass(Released released) throws IOException {
    AvroTrust.grant();
    Schema today = released.today();
    SpecificData data = SpecificData.getForSchema(today);
    var decoder = DecoderFactory.get().binaryDecoder(released.body(), null);
    SpecificRecord record =
        new SpecificDatumReader<SpecificRecord>(released.schema(), today, data).read(null, decoder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<SpecificRecord>(today, data).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static Object readGeneric(byte[] body, Schema written, Schema wanted) throws IOException {
    var decoder = DecoderFactory.get().binaryDecoder(body, null);
    return new GenericDatumReader<>(written, wanted, new GenericData()).read(null, decoder);
  }
}
