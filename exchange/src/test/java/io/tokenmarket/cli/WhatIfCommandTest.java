package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --what-if} over the log of a simulation: what is printed, and where. */
class WhatIfCommandTest {
  private static final int INTERVALS = 60;

  @TempDir private Path dir;
  private String log;

  @BeforeEach
  void aSimulatedLog() {
    log = dir.resolve("log").toString();
    CommandLineRun simulated =
        CommandLineRun.of("simulate", "quickstart", "--intervals", "" + INTERVALS, "--export", log);
    assertThat(simulated.exitCode()).as(simulated.err().toString()).isZero();
  }

  @Test
  void aSimulatedLogVerifies() throws IOException {
    CommandLineRun verified = CommandLineRun.of("verify", "--json", "--log", log);
    assertThat(verified.exitCode()).isZero();
    JsonNode json = json(verified.out().get(0));
    assertThat(json.get("identical").booleanValue()).isTrue();
    assertThat(json.get("clearings").intValue()).isEqualTo(INTERVALS);
  }

  @Test
  void peopleGetATableAndSums() throws IOException {
    CommandLineRun run = whatIf("demand: {scale: 1.5, tier: MEDIUM}");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().get(0))
        .isEqualTo(
            "what if everybody in MEDIUM asked for 1.5 times as much; changed less original:");
    assertThat(run.out()).filteredOn(line -> line.matches(" +\\d+  .*")).hasSize(INTERVALS / 2);
    assertThat(run.out()).anyMatch(line -> line.matches("revenue \\$ +\\S+ +\\S+ +\\+\\S+"));
    assertThat(run.out()).anyMatch(line -> line.startsWith("loses most, surplus $"));
  }

  @Test
  void machinesGetEveryIntervalAndTheSumsLast() throws IOException {
    CommandLineRun run = whatIf("remove: {site: hamina}", "--json");
    assertThat(run.out()).hasSize(INTERVALS + 1);
    JsonNode first = json(run.out().get(0));
    assertThat(first.at("/original/mwOffered").decimalValue()).isEqualByComparingTo("9");
    assertThat(first.at("/changed/mwOffered").decimalValue()).isEqualByComparingTo("7");
    JsonNode sums = json(run.out().get(INTERVALS));
    assertThat(sums.at("/changed/revenue").isTextual()).isTrue();
    assertThat(sums.get("winners")).hasSizeGreaterThan(1);
    assertThat(sums.get("losers"))
        .anyMatch(one -> one.get("participant").asText().equals("harbour"));
  }

  @Test
  void theTableHasEveryInterval() throws IOException {
    Path csv = dir.resolve("table.csv");
    CommandLineRun run = whatIf("cap: {tier: HIGH, price: 4}", "--csv", csv.toString());
    assertThat(run.exitCode()).isZero();
    List<String> rows = Files.readAllLines(csv);
    assertThat(rows).hasSize(INTERVALS + 1);
    assertThat(rows.get(0)).startsWith("interval,gate,original.price.FREE,original.lots.FREE,");
    assertThat(rows).allMatch(row -> row.split(",", -1).length == rows.get(0).split(",").length);
  }

  @Test
  void mistakesGetOneSentence() throws IOException {
    refused("line 1: remove.site 'hamna' is unknown", whatIf("remove: {site: hamna}"));
    refused("name another file for --csv", whatIf("", "--csv", dir.resolve("no/csv").toString()));
    refused("name the market in the patch", whatIf("", "--market", "eu-north"));
    refused(
        "there is no patch file",
        CommandLineRun.of("replay", "--log", log, "--what-if", dir.resolve("none").toString()));
    refused("give --what-if PATCH", CommandLineRun.of("replay", "--log", log, "--csv", "x"));
  }

  @Test
  void anAuctionIsPrintedWhole() throws IOException {
    CommandLineRun run =
        CommandLineRun.of("replay", "--log", log, "--market", "eu-north", "--interval", "3");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).anyMatch(line -> line.matches("  \"hash\" : \"[0-9a-f]{64}\",?"));
    assertThat(run.out()).contains("  \"interval\" : 3,");
    CommandLineRun line = CommandLineRun.of("replay", "--log", log, "--interval", "3", "--json");
    assertThat(json(line.out().get(0)).get("previousInterval").intValue()).isEqualTo(2);
  }

  @Test
  void anAuctionThatWasNotHeldIsNamed() {
    String held = "eu-north up to " + (INTERVALS - 1);
    refused(held, CommandLineRun.of("replay", "--log", log, "--market", "us"));
    refused(held, CommandLineRun.of("replay", "--log", log, "--interval", "9999"));
  }

  private static void refused(String named, CommandLineRun run) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString().startsWith("tokenmarket: ").contains(named);
  }

  private CommandLineRun whatIf(String patch, String... more) throws IOException {
    Path file = Files.writeString(dir.resolve("patch.yaml"), patch);
    List<String> args =
        new ArrayList<>(List.of("replay", "--log", log, "--what-if", file.toString()));
    args.addAll(List.of(more));
    return CommandLineRun.of(args.toArray(String[]::new));
  }

  private static JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }
}
