package io.tokenmarket.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.simulation.CsvCell;
import io.tokenmarket.simulation.RunSummary;
import io.tokenmarket.simulation.Scenario;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a report: as a page, or as tables. */
public final class ReportFiles {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  /**
   * All that is plotted, and what it is about.
   *
   * @param intervalsPerPoint of plots over time
   */
  private record Document(
      String description,
      String market,
      BigDecimal intervalSeconds,
      long intervalsPerPoint,
      List<String> tiers,
      JsonNode summary,
      List<Table> tables) {}

  private ReportFiles() {}

  /** One page that needs nothing but itself. */
  public static void page(Path file, MarketReport report, RunSummary summary) throws IOException {
    String data = JSON.writeValueAsString(document(report, summary));
    try (Writer out = Files.newBufferedWriter(file)) {
      new Page(title(report.scenario()), data).write(out);
    }
  }

  /** One CSV file a table, and all of them as {@code report.json}. */
  public static void tables(Path folder, MarketReport report, RunSummary summary)
      throws IOException {
    Files.createDirectories(folder);
    for (Table table : report.tables()) {
      csv(folder.resolve(table.name() + ".csv"), table);
    }
    ObjectWriter indented = JSON.writer(new DefaultPrettyPrinter());
    try (Writer out = Files.newBufferedWriter(folder.resolve("report.json"))) {
      indented.writeValue(out, document(report, summary));
    }
  }

  /** A scenario in a file is named by its path. */
  private static String title(Scenario scenario) {
    return Path.of(scenario.name()).getFileName().toString();
  }

  private static Document document(MarketReport report, RunSummary summary) {
    Scenario scenario = report.scenario();
    return new Document(
        scenario.description(),
        scenario.definition().getMarket(),
        BigDecimal.valueOf(scenario.definition().getIntervalMillis(), 3).stripTrailingZeros(),
        report.intervalsPerPoint(),
        scenario.definition().getTiers().stream().map(TierDefinition::getTier).toList(),
        summary.json(),
        report.tables());
  }

  private static void csv(Path file, Table table) throws IOException {
    CsvSchema.Builder header = CsvSchema.builder().setUseHeader(true);
    table.columns().forEach(column -> header.addColumn(CsvCell.text(heading(column))));
    try (SequenceWriter rows =
        CSV.writer(header.build()).writeValues(Files.newBufferedWriter(file))) {
      for (List<Object> row : table.rows()) {
        rows.write(row.stream().map(ReportFiles::cell).toList());
      }
    }
  }

  private static Object cell(Object value) {
    return value instanceof String name ? CsvCell.text(name) : value;
  }

  private static String heading(Table.Column column) {
    return column.unit().isEmpty()
        ? column.name()
        : "%s (%s)".formatted(column.name(), column.unit());
  }
}
