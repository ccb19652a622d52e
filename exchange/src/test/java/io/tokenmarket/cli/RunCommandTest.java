package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class RunCommandTest {
  private static final String MONEY = "\\d+\\.\\d{9}";

  @TempDir Path dir;

  @Test
  void everyAuctionIsOneObjectOnStandardOutputAndNothingElseIs() throws Exception {
    CommandLineRun run = run("--intervals", "2", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasSize(2);
    for (String line : run.out()) {
      JsonNode auction = new ObjectMapper().readTree(line);
      assertThat(auction.fieldNames())
          .toIterable()
          .containsExactly(
              "market", "interval", "prices", "mwOffered", "mwSold", "revenue", "trades");
      assertThat(auction.get("revenue").textValue()).matches(MONEY);
    }
  }

  @Test
  void aSecondRunContinuesTheMarketAndOtherRulesAreRefused() {
    List<String> first = run("--intervals", "1").out();
    List<String> second = run("--intervals", "1").out();
    CommandLineRun other = run("--intervals", "1", "--interval", "2s");

    assertThat(interval(second)).isGreaterThan(interval(first));
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).last().asString().contains("has other rules");
  }

  /** Later ones may have none: on a busy machine the apps may miss a gate. */
  @Test
  void whatIsStartingIsSaidAndTheFirstAuctionPrintedHasTrades() {
    CommandLineRun first = run("--intervals", "2");
    assertThat(first.err())
        .containsExactly(
            "Starting a Kafka broker and a schema registry",
            "Starting the exchange: engine, views and REST",
            "Starting 4 factories and 40 apps");
    assertThat(trades(first)).first().satisfies(trades -> assertThat(trades).isPositive());
    assertThat(trades(run("--intervals", "2")))
        .first()
        .satisfies(trades -> assertThat(trades).isPositive());
  }

  /** Of each auction printed. */
  private static List<Long> trades(CommandLineRun run) {
    return run.out().stream()
        .filter(line -> line.matches(" *\\d+ .*"))
        .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
        .toList();
  }

  private CommandLineRun run(String... args) {
    String[] all = new String[args.length + 5];
    List.of("run", "--data", dir.toString(), "--port", "0").toArray(all);
    System.arraycopy(args, 0, all, 5, args.length);
    return CommandLineRun.of(all);
  }

  /** Of the last line printed. */
  private static long interval(List<String> out) {
    return Long.parseLong(out.get(out.size() - 1).strip().split(" ")[0]);
  }
}
