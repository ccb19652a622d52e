package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final String SCOPE = "record-reader";
  private static final Map<String, ?> CONFIG =
      Map.of("schema.registry.url", "mock://" + SCOPE, "auto.register.schemas", true);
  private static final DemandCancelled RECORD = new DemandCancelled("c-1", "eu", "app", "d-1", -1L);

  private final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(SCOPE);
  private final RecordReader reader = new RecordReader(CONFIG);
  private byte[] good;

  @BeforeEach
  void writeOne() {
    try (RecordSerde<DemandCancelled> serde = new RecordSerde<>(CONFIG)) {
      good = serde.serializer().serialize("token-demand", RECORD);
    }
  }

  @AfterEach
  void forgetTheSchemas() {
    MockSchemaRegistry.dropScope(SCOPE);
  }

  @Test
  void aGoodRecordIsRead() throws UndecodableException {
    assertThat(reader.read("token-demand", good)).isEqualTo(RECORD);
  }

  @Test
  void noValueIsEmpty() {
    assertThat(causeOf(null)).isEqualTo(Cause.EMPTY);
    assertThat(causeOf(new byte[0])).isEqualTo(Cause.EMPTY);
  }

  @Test
  void anotherFirstByteIsUndecodable() {
    byte[] bytes = good.clone();
    bytes[0] = 1;
    assertThat(causeOf(bytes)).isEqualTo(Cause.UNDECODABLE);
    assertThat(causeOf("{\"market\":\"eu\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Cause.UNDECODABLE);
  }

  @Test
  void aValueCutAnywhereIsUndecodable() {
    for (int length = 1; length < good.length; length++) {
      assertThat(causeOf(Arrays.copyOf(good, length)))
          .as("the first %d bytes", length)
          .isEqualTo(Cause.UNDECODABLE);
    }
  }

  @Test
  void aValueThatGoesOnIsUndecodable() {
    assertThat(causeOf(Arrays.copyOf(good, good.length + 1))).isEqualTo(Cause.UNDECODABLE);
  }

  @Test
  void aLengthOutOfAllBoundsIsUndecodable() {
    byte[] bytes = Arrays.copyOf(good, 10);
    Arrays.fill(bytes, 5, 9, (byte) 0xff);
    bytes[9] = 0x0f;
    assertThat(causeOf(bytes)).isEqualTo(Cause.UNDECODABLE);
  }

  /** Ours with a field more, whose record contains itself: 16,000 bytes are as many levels. */
  @Test
  void aRecordOfAnyDepthIsUndecodable() throws Exception {
    String node =
        "{\"type\":\"record\",\"name\":\"N\",\"fields\":[{\"name\":\"n\",\"type\":[\"N\",\"null\"]}]}";
    String deep =
        DemandCancelled.getClassSchema()
            .toString()
            .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"zz\",\"type\":" + node + "},");
    int id = registry.register("deep", new AvroSchema(deep));
    assertThat(causeOf(ByteBuffer.allocate(1_000_000).putInt(1, id).array()))
        .isEqualTo(Cause.UNDECODABLE);
    assertThat(reader.read("token-demand", good)).as("and the next is read").isEqualTo(RECORD);
  }

  @Test
  void anIdTheRegistryDoesNotKnowIsUnknown() {
    assertThat(causeOf(ByteBuffer.wrap(good.clone()).putInt(1, 99).array()))
        .isEqualTo(Cause.UNKNOWN_SCHEMA);
    assertThat(causeOf(ByteBuffer.wrap(good.clone()).putInt(1, -1).array()))
        .isEqualTo(Cause.UNKNOWN_SCHEMA);
  }

  @Test
  void aRecordThatIsNotOursIsUnexpected() throws Exception {
    var foreign = SchemaBuilder.record("org.example.Other").fields().endRecord();
    int id = registry.register("org.example.Other", new AvroSchema(foreign));
    assertThat(causeOf(ByteBuffer.wrap(good.clone()).putInt(1, id).array()))
        .isEqualTo(Cause.UNEXPECTED_TYPE);
  }

  @Test
  void aValueThatIsNoRecordIsUnexpected() throws Exception {
    int id = registry.register("text", new AvroSchema("\"string\""));
    assertThat(causeOf(ByteBuffer.wrap(good.clone()).putInt(1, id).array()))
        .isEqualTo(Cause.UNEXPECTED_TYPE);
  }

  @Test
  void aForeignSchemaUnderOurNameIsUndecodable() throws Exception {
    var impostor =
        SchemaBuilder.record(DemandCancelled.getClassSchema().getFullName())
            .fields()
            .requiredLong("commandId")
            .endRecord();
    int id = registry.register("elsewhere", new AvroSchema(impostor));
    assertThat(causeOf(ByteBuffer.wrap(good.clone()).putInt(1, id).array()))
        .isEqualTo(Cause.UNDECODABLE);
  }

  private Cause causeOf(byte[] value) {
    return catchThrowableOfType(UndecodableException.class, () -> reader.read("t", value)).reason();
  }
}
