package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir private Path folder;

  @Test
  void printsATableWithAColumnForEachPolicyAndWhatItRestsOn() {
    CommandLineRun run = CommandLineRun.of("compare", "quickstart", "--intervals", "3");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .anyMatch(line -> line.contains("seed 173"))
        .anyMatch(
            line -> line.matches("\\|.*auction.*list prices.*separate books.*inverse square.*"))
        .anyMatch(line -> line.matches("\\| MEDIUM filled, % +(\\| +[\\d.]+ ){4}\\|"))
        .anyMatch(line -> line.matches("\\| surplus, \\$ +(\\| +[\\d.,]+ ){4}\\|"));
  }

  @Test
  void rowsOfTheFileAddUpToTheTotals() throws IOException {
    Path csv = folder.resolve("rows.csv");
    CommandLineRun run =
        CommandLineRun.of(
            "compare",
            "quickstart",
            "--intervals",
            "3",
            "--seed",
            "5",
            "--json",
            "--csv",
            "" + csv);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(run.out().get(0));
    assertThat(json.get("seed").longValue()).isEqualTo(5);
    List<String[]> rows = Files.readAllLines(csv).stream().map(row -> row.split(",")).toList();
    assertThat(rows).hasSize(1 + 3 * 4 * 5);
    for (JsonNode policy : json.get("policies")) {
      BigDecimal surplus =
          rows.stream()
              .filter(row -> row[1].equals(policy.get("name").textValue()))
              .filter(row -> row[2].equals("FREE"))
              .map(row -> new BigDecimal(row[6]))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(new BigDecimal(policy.get("surplus").textValue())).isEqualByComparingTo(surplus);
    }
  }

  @Test
  void aMistakeIsOneSentence() {
    refused("did you mean 'quickstart'?", "compare", "quikstart");
    refused("compare a scenario of flat rates", "compare", "two-pools");
    refused(
        "cannot be written",
        "compare",
        "quickstart",
        "--intervals",
        "1",
        "--csv",
        folder.resolve("none/rows.csv").toString());
  }

  private static void refused(String sentence, String... args) {
    CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0)).contains(sentence);
  }
}
