package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.tokenmarket.schemas.DemandCancelled;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSerdeTest {
  private static final String SCOPE = "record-serde";
  private static final Map<String, ?> REGISTERING =
      Map.of("schema.registry.url", "mock://" + SCOPE, "auto.register.schemas", true);
  private static final long SEED = 20_261_121;

  @AfterEach
  void forgetTheSchemas() {
    MockSchemaRegistry.dropScope(SCOPE);
  }

  static List<Schema> records() {
    return Records.all();
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordIsReadAsItWasWritten(Schema schema) throws UndecodableException {
    RandomRecords random = new RandomRecords(SEED);
    RecordReader reader = new RecordReader(REGISTERING);
    try (RecordSerde<SpecificRecord> serde = new RecordSerde<>(REGISTERING)) {
      for (int i = 0; i < 20; i++) {
        SpecificRecord record = random.next(schema);
        byte[] bytes = serde.serializer().serialize("topic", record);
        assertThat(serde.deserializer().deserialize("topic", bytes))
            .as("seed " + SEED)
            .isEqualTo(record);
        assertThat(reader.read("topic", bytes)).as("seed " + SEED).isEqualTo(record);
      }
    }
  }

  @Test
  void theBytesOnTheWireStayAsTheyAre() {
    DemandCancelled record = new DemandCancelled("c-1", "eu", "app", "d-1", -1L);
    try (RecordSerde<DemandCancelled> serde = new RecordSerde<>(REGISTERING)) {
      byte[] bytes = serde.serializer().serialize("token-demand", record);
      assertThat(HexFormat.of().formatHex(bytes))
          .isEqualTo("00" + "00000001" + "06632d31" + "046575" + "06617070" + "06642d31" + "01");
    }
  }

  @Test
  void aSubjectIsNamedAfterItsRecordAlone() throws Exception {
    try (RecordSerde<DemandCancelled> serde = new RecordSerde<>(REGISTERING)) {
      serde.serializer().serialize("token-demand", new DemandCancelled("c", "m", "p", "d", -1L));
      serde.serializer().serialize("market-log", new DemandCancelled("c", "m", "p", "d", -1L));
    }
    assertThat(MockSchemaRegistry.getClientForScope(SCOPE).getAllSubjects())
        .containsExactly("io.tokenmarket.schemas.DemandCancelled");
  }

  @Test
  void nothingIsRegisteredUnlessAskedFor() {
    Map<String, ?> plain = Map.of("schema.registry.url", "mock://" + SCOPE);
    try (RecordSerde<DemandCancelled> serde = new RecordSerde<>(plain)) {
      assertThatThrownBy(
              () ->
                  serde
                      .serializer()
                      .serialize("token-demand", new DemandCancelled("c", "m", "p", "d", -1L)))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void whatWasSetUpNeedsNoRegistrationWhenWritten() {
    Map<String, ?> plain = Map.of("schema.registry.url", "mock://" + SCOPE);
    Setup.schemas(plain);
    try (RecordSerde<DemandCancelled> serde = new RecordSerde<>(plain)) {
      byte[] bytes =
          serde
              .serializer()
              .serialize("token-demand", new DemandCancelled("c", "m", "p", "d", -1L));
      assertThat(bytes).startsWith(0);
    }
  }

  @Test
  void nullIsATombstone() {
    try (RecordSerde<DemandCancelled> serde = new RecordSerde<>(REGISTERING)) {
      assertThat(serde.serializer().serialize("market-definitions", null)).isNull();
      assertThat(serde.deserializer().deserialize("market-definitions", null)).isNull();
    }
  }
}
