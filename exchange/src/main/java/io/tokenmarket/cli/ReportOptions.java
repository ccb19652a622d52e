package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.report.MarketReport;
import io.tokenmarket.report.ReportFiles;
import io.tokenmarket.schemas.FileTrouble;
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
      writing(page, () -> createFolderOf(page));
      writing(page, () -> Files.newOutputStream(page).close());
    }
    if (tables != null) {
      writing(tables, () -> Files.createDirectories(tables));
    }
    if (isAsked()) {
      report = new MarketReport(scenario);
    }
  }

  /** Whether files are to be written. */
  boolean isAsked() {
    return page != null || tables != null;
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

  /** The root has none. */
  private static void createFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static void writing(Path where, Writing step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be written (%s); name another place.".formatted(where, FileTrouble.words(e)),
          e);
    }
  }
}
