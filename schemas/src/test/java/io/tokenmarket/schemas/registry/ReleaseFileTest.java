package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the file of a release: {@code ./mvnw -pl schemas -am test -Drelease=0.1.0 -Dtest=...} */
@EnabledIfSystemProperty(named = "release", matches = ".+", disabledReason = "run for a release")
class ReleaseFileTest {
  private static final long SEED = 1;

  @Test
  void theSchemasOfThisReleaseAreWrittenDown() throws IOException {
    RandomRecords random = new RandomRecords(SEED);
    List<String> lines = new ArrayList<>();
    for (Schema schema : Records.all()) {
      String body = HexFormat.of().formatHex(random.body(schema));
      Map<String, String> line = new TreeMap<>(Map.of("schema", schema.toString(), "body", body));
      lines.add(new ObjectMapper().writeValueAsString(line));
    }
    Path file = ReleasedSchemasTest.RELEASED.resolve(System.getProperty("release") + ".jsonl");
    Files.write(file, lines);
    assertThat(file).isNotEmptyFile();
  }
}
