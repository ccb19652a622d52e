package io.tokenmarket.cli;

import io.tokenmarket.report.MarketReport;
import io.tokenmarket.report.ReportFiles;
import io.tokenmarket.sandbox.UsageException;
import io.tokenmarket.simulation.HeldAuction;
import io.tokenmarket.simulation.RunSummary;
import io.tokenmarket.simulation.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How a run is to be shown beside its lines of text. */
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page with plots, which needs no network.")
  private Path page;

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description = "Write what the page plots as tables: CSV files and report.json.")
  private Path tables;

  private MarketReport report;

  /**
   * To be called before the run, so that nobody waits for a report that cannot be written.
   *
   * @throws UsageException where it cannot
   */
  void begin(Scenario scenario) {
    if (page != null) {
      writing(page, () -> Files.createDirectories(page.toAbsolutePath().getParent()));
      writing(page, () -> Files.newOutputStream(page).close());
    }
    if (tables != null) {
      writing(tables, () -> Files.createDirectories(tables));
    }
    if (page != null || tables != null) {
      report = new MarketReport(scenario);
    }
  }

  void add(HeldAuction auction) {
    if (report != null) {
      report.add(auction);
    }
  }

  /**
   * @throws UsageException where a file cannot be written
   */
  void end(RunSummary summary) {
    if (page != null) {
      writing(page, () -> ReportFiles.page(page, report, summary));
    }
    if (tables != null) {
      writing(tables, () -> ReportFiles.tables(tables, report, summary));
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void writing(Path where, Writing step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be written (%s); name another place.".formatted(where, e), e);
    }
  }
}
