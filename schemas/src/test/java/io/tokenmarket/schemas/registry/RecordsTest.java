package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RecordsTest {

  @Test
  void everySchemaFileIsARecordWithASubject() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(Records.all())
          .extracting(schema -> schema.getName() + ".avsc")
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void everyFieldIsDocumented() {
    for (Schema record : Records.all()) {
      assertThat(record.getFields())
          .allSatisfy(field -> assertThat(field.doc()).as(record + "." + field).isNotBlank());
    }
  }
}
