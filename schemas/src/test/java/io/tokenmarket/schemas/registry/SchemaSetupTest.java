package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.tokenmarket.schemas.GateClosed;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaSetupTest {
  private static final String SCOPE = "schema-setup";
  private static final Map<String, ?> CONFIG = Map.of("schema.registry.url", "mock://" + SCOPE);
  private static final String SUBJECT = GateClosed.getClassSchema().getFullName();

  private final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(SCOPE);

  @AfterEach
  void forgetTheSchemas() {
    MockSchemaRegistry.dropScope(SCOPE);
  }

  @Test
  void everyRecordIsRegisteredAtFullTransitive() throws Exception {
    Setup.schemas(CONFIG);
    for (Schema schema : Records.all()) {
      assertThat(registry.getLatestSchemaMetadata(schema.getFullName()).getSchema())
          .isEqualTo(schema.toString());
      assertThat(registry.getCompatibility(schema.getFullName())).isEqualTo("FULL_TRANSITIVE");
    }
  }

  @Test
  void settingUpAgainChangesNothing() throws Exception {
    Setup.schemas(CONFIG);
    Setup.schemas(CONFIG);
    for (String subject : registry.getAllSubjects()) {
      assertThat(registry.getAllVersions(subject)).as(subject).containsExactly(1);
    }
  }

  @Test
  void aCompatibleChangeBecomesTheNextVersion() throws Exception {
    Setup.schemas(CONFIG);
    new SchemaSetup(registry).run(List.of(withField("note", true)));
    assertThat(registry.getAllVersions(SUBJECT)).containsExactly(1, 2);
  }

  @Test
  void anIncompatibleChangeIsRefusedByName() throws Exception {
    Setup.schemas(CONFIG);
    assertThatThrownBy(() -> new SchemaSetup(registry).run(List.of(withField("note", false))))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining(SUBJECT);
    assertThat(registry.getAllVersions(SUBJECT)).containsExactly(1);
  }

  private static Schema withField(String name, boolean optional) {
    List<Schema.Field> fields =
        new java.util.ArrayList<>(
            GateClosed.getClassSchema().getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    Schema text = SchemaBuilder.builder().stringType();
    fields.add(new Schema.Field(name, text, "", optional ? "" : null));
    return Schema.createRecord("GateClosed", "", "io.tokenmarket.schemas", false, fields);
  }
}
