package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Confluent's client and our setup against a registry server that is neither's own. */
class RealRegistryTest {
  private static final long SEED = 20_261_121;

  private static ApicurioRegistry server;
  private static Map<String, Object> config;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = ApicurioRegistry.start();
    config = Map.of("schema.registry.url", server.url(), "max.retries", 0);
    Setup.schemas(config);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everySubjectIsAtFullTransitive() throws Exception {
    SchemaRegistryClient registry = RegistryConfig.client(config);
    for (Schema schema : Records.all()) {
      assertThat(registry.getCompatibility(schema.getFullName())).isEqualTo("FULL_TRANSITIVE");
    }
  }

  @Test
  void settingUpAgainChangesNothing() throws Exception {
    Setup.schemas(config);
    SchemaRegistryClient registry = RegistryConfig.client(config);
    for (Schema schema : Records.all()) {
      assertThat(registry.getAllVersions(schema.getFullName())).containsExactly(1);
    }
  }

  @Test
  void anIncompatibleSchemaIsRefusedByName() {
    Schema other =
        Schema.createRecord("GateClosed", "", GateClosed.class.getPackageName(), false, List.of());
    assertThatThrownBy(() -> new SchemaSetup(RegistryConfig.client(config)).run(List.of(other)))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("io.tokenmarket.schemas.GateClosed");
  }

  @Test
  void everyRecordWeWriteIsReadByConfluentsDeserializer() throws UndecodableException {
    RandomRecords random = new RandomRecords(SEED);
    RecordReader reader = new RecordReader(config);
    try (RecordSerde<SpecificRecord> serde = new RecordSerde<>(config);
        KafkaAvroDeserializer plain = new KafkaAvroDeserializer()) {
      plain.configure(config, false);
      for (Schema schema : Records.all()) {
        SpecificRecord record = random.next(schema);
        byte[] bytes = serde.serializer().serialize("topic", record);
        GenericRecord generic = (GenericRecord) plain.deserialize("topic", bytes);
        assertThat(generic.getSchema()).as("seed " + SEED).isEqualTo(schema);
        assertThat(generic.get(0)).as("seed " + SEED).hasToString(record.get(0).toString());
        assertThat(reader.read("topic", bytes)).as("seed " + SEED).isEqualTo(record);
      }
    }
  }

  @Test
  void anIdThatTheRegistryDoesNotKnowIsUnknown() {
    RecordReader reader = new RecordReader(config);
    for (int id : new int[] {999_999, 0, -1, Integer.MIN_VALUE}) {
      byte[] value = ByteBuffer.allocate(9).put((byte) 0).putInt(id).array();
      var refusal =
          catchThrowableOfType(UndecodableException.class, () -> reader.read("topic", value));
      assertThat(refusal.reason()).as("id %d", id).isEqualTo(Cause.UNKNOWN_SCHEMA);
    }
  }
}
