package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void printsSampledIntervalsTotalsAndWhatTheyRestOn() {
    assertThat(run("quickstart", "--intervals", "4", "--every", "2")).isZero();
    assertThat(out.toString().lines().filter(line -> line.matches(" +[0-3]  01-01 .*"))).hasSize(2);
    assertThat(out.toString())
        .contains("seed 173")
        .contains("lognormal(sigma 0.35)")
        .contains("made-up apps")
        .containsPattern("money in \\$[\\d.]+ = money out \\$[\\d.]+ \\+ fees \\$[\\d.]+")
        .containsPattern("hash [0-9a-f]{64}")
        .contains("auctions per second");
  }

  @Test
  void jsonIsOneObjectPerIntervalAndTheTotalsLast() throws IOException {
    assertThat(run("quickstart", "--intervals", "4", "--json", "--seed", "7")).isZero();
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> lines =
        mapper.readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
    assertThat(lines).hasSize(5);
    BigDecimal revenue =
        lines.stream()
            .limit(4)
            .map(line -> new BigDecimal(line.get("revenue").textValue()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    JsonNode totals = lines.get(4).get("totals");
    assertThat(new BigDecimal(totals.get("moneyIn").textValue())).isEqualByComparingTo(revenue);
    assertThat(totals.get("auctions").longValue()).isEqualTo(4);
    assertThat(lines.get(4).get("seed").longValue()).isEqualTo(7);
  }

  @Test
  void theKeynotesReportSaysWhatAGigawattEarnsAndWhichClaimsDoNotReconcile() throws IOException {
    assertThat(run("keynote-1gw", "--intervals", "1", "--json")).isZero();
    JsonNode last =
        new ObjectMapper().readTree(out.toString().lines().reduce((a, b) -> b).orElseThrow());
    JsonNode lpx = last.get("hardware").get(4);
    assertThat(lpx.get("name").textValue()).isEqualTo("vera-rubin-lpx");
    assertThat(lpx.get("dollarsPerGwYear").get("evenSplitAtList").doubleValue())
        .isCloseTo(300e9, withinPercentage(8));
    assertThat(lpx.get("dollarsPerGwYear").get("auction").isNumber()).isTrue();
    assertThat(last.get("figures")).hasSizeGreaterThan(20);
    assertThat(last.get("claims").findValuesAsText("reconciles")).contains("true", "false");
  }

  @Test
  void theKeynotesReportIsReadable() {
    assertThat(run("keynote-1gw", "--intervals", "1")).isZero();
    assertThat(out.toString())
        .contains("0.70 S")
        .contains("10.5 E")
        .contains("blackwell earns 5 x hopper: DOES NOT RECONCILE, computed 59.7")
        .contains("1 GW of vera-rubin earns about $150B a year: holds, computed 138.4");
  }

  @Test
  void theShadowPriceOfEachPoolIsPrintedBesideTheEvenSplitOfBothForms() throws IOException {
    assertThat(run("two-pools", "--intervals", "1")).isZero();
    assertThat(out.toString())
        .contains("1000 MW of vera-rubin-lpx-pods (750 rubin, 250 lpx)")
        .containsPattern("vera-rubin-lpx .* 319\\.30 ")
        .containsPattern("vera-rubin-lpx-pods .* 301\\.56 ")
        .containsPattern("\\n +rubin +750\\.000 +[\\d.]+")
        .containsPattern("\\n +lpx +250\\.000 +[\\d.]+")
        .contains("recipe of PREMIUM: 0.933334 E per MW of rubin, 2.80 E per MW of lpx");
    out.getBuffer().setLength(0);
    assertThat(run("two-pools", "--intervals", "1", "--json")).isZero();
    List<String> lines = out.toString().lines().toList();
    JsonNode auction = new ObjectMapper().readTree(lines.get(0));
    assertThat(auction.get("poolShadowPrices").get("pods").get("lpx").isTextual()).isTrue();
    JsonNode summary = new ObjectMapper().readTree(lines.get(1));
    assertThat(summary.get("shadowPrices").findValuesAsText("pool"))
        .containsExactly("rubin", "lpx");
  }

  @Test
  void anUnknownScenarioIsTheUsersMistake() {
    refused("did you mean 'quickstart'?", "quikstart");
  }

  @Test
  void anUnreadableTraceIsTheUsersMistake() {
    refused("there is no such file", "quickstart", "--demand", "azure:" + folder.resolve("none"));
  }

  @Test
  void aBadLineOfATraceIsTheUsersMistake() throws IOException {
    Path trace = folder.resolve("trace.csv");
    Files.writeString(trace, "TIMESTAMP,ContextTokens,GeneratedTokens\nnever,1,2\n");
    refused("line 2", "quickstart", "--demand", "azure:" + trace);
  }

  @Test
  void aBadLineOfAScenarioIsTheUsersMistake() throws IOException {
    Path scenario = Files.writeString(folder.resolve("mine.yaml"), "intervals: 5\n");
    refused("mine.yaml, line 1: seed is missing", scenario.toString());
  }

  @Test
  void aRunOfNothingIsTheUsersMistake() {
    refused("0 intervals", "quickstart", "--intervals", "0");
    refused("--every 0", "quickstart", "--every", "0");
  }

  @Test
  void aRunIsReportedAsAPageAndAsTables() {
    Path page = folder.resolve("pages/quickstart.html");
    Path tables = folder.resolve("tables");
    CommandLineRun run =
        CommandLineRun.of(
            "simulate",
            "quickstart",
            "--intervals",
            "4",
            "--report",
            "" + page,
            "--csv",
            "" + tables);
    assertThat(run.exitCode()).isZero();
    assertThat(page).content().startsWith("<!doctype html>").endsWith("</html>\n");
    assertThat(tables.resolve("prices.csv")).content().hasLineCount(5);
    assertThat(tables.resolve("report.json")).exists();
  }

  @Test
  void aReportThatCannotBeWrittenIsSaidBeforeTheRun() {
    CommandLineRun run = CommandLineRun.of("simulate", "quickstart", "--report", "" + folder);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().contains("cannot be written");
    assertThat(run.out()).noneMatch(line -> line.contains("hash"));
  }

  private void refused(String sentence, String... args) {
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString()).contains(sentence);
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("simulate"), Stream.of(args)).toArray(String[]::new));
  }
}
