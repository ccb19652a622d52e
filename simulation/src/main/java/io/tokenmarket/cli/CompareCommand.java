package io.tokenmarket.cli;

import io.tokenmarket.compare.Comparison;
import io.tokenmarket.compare.ComparisonCsv;
import io.tokenmarket.compare.ComparisonReport;
import io.tokenmarket.sandbox.UsageException;
import io.tokenmarket.simulation.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code compare SCENARIO}: the same orders under this auction and under what is done elsewhere.
 */
@Command(
    name = "compare",
    description = "Runs the same orders under four ways to share out power, and compares them.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ChosenScenario chosen;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write a row for each interval, policy and tier.")
  private Path csv;

  @Override
  public Integer call() {
    Scenario scenario = chosen.scenario();
    Comparison comparison = new Comparison(scenario);
    if (!json) {
      heading(comparison);
    }
    try (AuctionBar bar = new AuctionBar(scenario.intervals())) {
      compare(comparison, bar);
    }
    ComparisonReport report = new ComparisonReport(comparison);
    if (json) {
      out().println(report.json());
    } else {
      report.table().forEach(out()::println);
    }
    out().flush();
    return 0;
  }

  private void compare(Comparison comparison, AuctionBar bar) {
    if (csv == null) {
      comparison.forEachInterval(compared -> bar.step());
      return;
    }
    try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(csv))) {
      Consumer<Comparison.Compared> rows = new ComparisonCsv(comparison, file)::add;
      comparison.forEachInterval(rows.andThen(compared -> bar.step()));
    } catch (IOException unwritable) {
      throw new UsageException(
          "--csv %s cannot be written (%s); name a file in a folder that is there."
              .formatted(csv, unwritable));
    }
  }

  private void heading(Comparison comparison) {
    Scenario scenario = comparison.scenario();
    out().printf("%s: %s%n", scenario.name(), scenario.description());
    comparison.assumptions().forEach(line -> out().println("  " + line));
    comparison
        .scores()
        .forEach(score -> out().printf("  %s: %s%n", score.policy().name(), score.policy().rule()));
    out().println();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
