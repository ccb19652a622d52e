package io.tokenmarket.cli;

import io.tokenmarket.compare.Comparison;
import io.tokenmarket.compare.ComparisonCsv;
import io.tokenmarket.compare.ComparisonReport;
import io.tokenmarket.node.UsageException;
import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.simulation.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
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
    try (PrintWriter rows = rows()) {
      if (!json) {
        heading(comparison);
      }
      compare(comparison, rows);
      requireWhole(rows);
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

  private void compare(Comparison comparison, PrintWriter rows) {
    Consumer<Comparison.Compared> table = new ComparisonCsv(comparison, rows)::add;
    try (AuctionBar bar = new AuctionBar(comparison.scenario().intervals())) {
      comparison.forEachInterval(table.andThen(compared -> bar.step()));
    }
  }

  /** Opened before anything is computed for it. */
  private PrintWriter rows() {
    try {
      return new PrintWriter(csv == null ? Writer.nullWriter() : Files.newBufferedWriter(csv));
    } catch (IOException unwritable) {
      throw new UsageException(
          "--csv %s cannot be written (%s); name a file in a folder that is there."
              .formatted(csv, FileTrouble.words(unwritable)));
    }
  }

  private void requireWhole(PrintWriter rows) {
    if (rows.checkError()) {
      throw new UsageException(
          "--csv %s could not be written to its end; see whether the disk is full.".formatted(csv));
    }
  }

  private void heading(Comparison comparison) {
    Scenario scenario = comparison.scenario();
    out().printf("%s: %s\n", scenario.name(), scenario.description());
    comparison.assumptions().forEach(line -> out().println("  " + line));
    comparison
        .scores()
        .forEach(score -> out().printf("  %s: %s\n", score.policy().name(), score.policy().rule()));
    out().println();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
