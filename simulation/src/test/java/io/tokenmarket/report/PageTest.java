package io.tokenmarket.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenmarket.simulation.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

  /** What makes a browser fetch something, in markup or style. */
  private static final Pattern FETCHES =
      Pattern.compile("\\b(src|srcset|href|action|poster|data)\\s*=|url\\(|@import|https?:");

  private static final Runs RUN = Runs.of(Scenario.shipped("quickstart").withIntervals(30));

  @TempDir private Path folder;

  @Test
  void thePageHoldsAllThatIsPlotted() throws IOException {
    JsonNode data = data(page(RUN));
    assertThat(data.get("tables")).hasSize(RUN.report().tables().size());
    for (JsonNode written : data.get("tables")) {
      Table table = RUN.table(written.get("name").textValue());
      assertThat(written).isEqualTo(JSON.readTree(JSON.writeValueAsString(table)));
      assertThat(written.get("rows")).isNotEmpty();
    }
    assertThat(data.get("summary").get("hash").textValue()).isEqualTo(RUN.summary().hash());
  }

  @Test
  void everyPlotOfThePageHasATable() throws IOException {
    String script = Files.readString(Path.of("src/main/resources/report/report.js"));
    List<String> drawn =
        Pattern.compile("(?:tables\\.get|chosen)\\(\"(\\w+)\"\\)")
            .matcher(script)
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();
    assertThat(drawn)
        .containsExactlyInAnyOrderElementsOf(
            RUN.report().tables().stream().map(Table::name).toList());
  }

  @Test
  void nothingOfThePageIsLoadedFromElsewhere() throws IOException {
    String page = page(RUN);
    assertThat(page).contains("content=\"default-src 'none'; ");
    assertThat(fetched(page)).isEmpty();
  }

  /** So that the test above would see it. */
  @Test
  void aScriptOrAPictureFromElsewhereIsNoticed() throws IOException {
    String page = page(RUN);
    assertThat(fetched(page.replace("<main>", "<main><img src=\"//elsewhere/a.png\">")))
        .isNotEmpty();
    assertThat(fetched(page.replace("</body>", "<script src=a.js></script></body>"))).isNotEmpty();
    assertThat(fetched(page.replace("</style>", "p { background: url(a.png) }</style>")))
        .isNotEmpty();
  }

  private static List<String> fetched(String page) {
    String markup = SCRIPT.matcher(page).replaceAll("<script$1></script>");
    return FETCHES.matcher(markup).results().map(MatchResult::group).toList();
  }

  @Test
  void aNameIsNoFormulaInATable() throws IOException {
    Path file = folder.resolve("formula.yaml");
    Files.writeString(
        file,
        """
        seed: 1
        intervals: 2
        market: {name: eu, intervalSeconds: 60}
        factories: [{name: "=1+1", hardware: vera-rubin, megawatts: 1}]
        demand: {source: synthetic, tokensPerSecond: 20000}
        """);
    Runs run = Runs.of(Scenario.load(file));
    ReportFiles.tables(folder.resolve("tables"), run.report(), run.summary());
    String table = Files.readString(folder.resolve("tables").resolve("utilisation.csv"));
    assertThat(table).contains("'=1+1");
    assertThat(table.lines()).noneMatch(line -> line.matches("(.*,)?\"?=.*"));
  }

  @Test
  void aNameCannotBreakOutOfThePage() throws IOException {
    String hostile = "</script><script>alert(1)</script><img src=x>";
    Path file = folder.resolve("hostile.yaml");
    Files.writeString(
        file,
        """
        description: "%s"
        seed: 1
        intervals: 2
        market: {name: eu, intervalSeconds: 60}
        factories: [{name: north, hardware: vera-rubin, megawatts: 1}]
        demand: {source: synthetic, tokensPerSecond: 20000}
        """
            .formatted(hostile));
    String page = page(Runs.of(Scenario.load(file)));
    assertThat(data(page).get("description").textValue()).isEqualTo(hostile);
    assertThat(fetched(page)).isEmpty();
    assertThat(page).doesNotContain("alert(1)</script>");
  }

  @Test
  void theTablesAreWrittenWithTheirUnits() throws IOException {
    ReportFiles.tables(folder, RUN.report(), RUN.summary());
    for (Table table : RUN.report().tables()) {
      List<String> lines = Files.readAllLines(folder.resolve(table.name() + ".csv"));
      assertThat(lines).hasSize(1 + table.rows().size());
    }
    assertThat(folder.resolve("power.csv"))
        .content()
        .startsWith("\"time (UTC)\",\"FREE (MW)\"")
        .contains("\n2026-01-01T00:00:00Z,2,");
    assertThat(JSON.readTree(folder.resolve("report.json").toFile())).isEqualTo(data(page(RUN)));
  }

  private String page(Runs run) throws IOException {
    Path file = folder.resolve("page.html");
    ReportFiles.page(file, run.report(), run.summary());
    return Files.readString(file);
  }

  private static JsonNode data(String page) throws IOException {
    String data =
        SCRIPT
            .matcher(page)
            .results()
            .filter(script -> script.group(1).contains("id=\"report\""))
            .map(script -> script.group(2))
            .findFirst()
            .orElseThrow();
    return JSON.readTree(data);
  }
}
