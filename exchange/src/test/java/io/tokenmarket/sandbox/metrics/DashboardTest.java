package io.tokenmarket.sandbox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Dashboard and alerts against the table of the metrics, which is what {@code /metrics} answers.
 */
class DashboardTest {
  private static final Path DOCKER = Path.of("../docker");
  private static final String FIXED = "[^:]+:v?\\d+\\.\\d+\\.\\d+";
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  private final MetricsTable table = MetricsTable.read();
  private final JsonNode dashboard = read("grafana/dashboards/tokenmarket.json");
  private final JsonNode rules = read("prometheus/alerts.yaml").at("/groups/0/rules");

  DashboardTest() throws IOException {}

  /** JSON is YAML. */
  private static JsonNode read(String file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(DOCKER.resolve(file)));
  }

  @Test
  void everyExpressionNamesMetricsAndLabelsThatThereAre() {
    assertThat(expressions(dashboard)).hasSizeGreaterThan(30);
    assertThat(expressions(rules)).hasSizeGreaterThan(20);
    assertThat(expressions(dashboard)).allMatch(e -> e.faults(table).isEmpty(), "names only these");
    assertThat(expressions(rules)).allMatch(e -> e.faults(table).isEmpty(), "names only these");
  }

  @Test
  void anExpressionThatNamesAnythingElseIsFound() {
    assertThat(faults("rate(tokenmarket_gate_delay_seconds_sum[5m])")).isEmpty();
    assertThat(faults("rate(tokenmarket_gate_delay_sum[5m])")).hasSize(1);
    assertThat(faults("up == 0 and tokenmarket_redy == 0")).hasSize(1);
    assertThat(faults("tokenmarket_open_orders{participant=\"x\"} > 0")).hasSize(1);
    assertThat(faults("sum by (tier) (tokenmarket_open_orders)")).hasSize(1);
  }

  private List<String> faults(String expression) {
    return new Expression(expression).faults(table);
  }

  @Test
  void everyLegendNamesLabelsThatThereAre() {
    for (JsonNode target : dashboard.findParents("legendFormat")) {
      Set<String> labels = new TreeSet<>();
      new Expression(target.get("expr").asText())
          .metrics()
          .forEach(metric -> labels.addAll(Expression.labels(metric, table)));
      Matcher legend = LEGEND.matcher(target.get("legendFormat").asText());
      while (legend.find()) {
        assertThat(labels).as(target.toString()).contains(legend.group(1));
      }
    }
  }

  @Test
  void theChoiceOfMarketsIsMadeOfALabelThatThereIs() {
    Matcher query = VALUES.matcher(dashboard.at("/templating/list/0/query").asText());
    assertThat(query.matches()).isTrue();
    assertThat(table.labels().get(query.group(1))).contains(query.group(2));
  }

  @Test
  void everyPanelIsNamedAfterAMetricItShows() {
    for (JsonNode panel : dashboard.get("panels")) {
      if (panel.has("targets")) {
        String words = panel.get("title").asText().toLowerCase(Locale.ROOT).replace(' ', '_');
        assertThat(metrics(panel)).as(words).anyMatch(metric -> metric.contains(words));
      }
    }
  }

  @Test
  void everyMetricOfOursIsOnTheDashboard() {
    assertThat(metrics(dashboard))
        .containsAll(
            table.names().stream().filter(name -> name.startsWith("tokenmarket_")).toList());
  }

  @Test
  void whatIsToBeAlertedOnHasARule() throws IOException {
    List<String> alerted =
        Files.readAllLines(Path.of("../docs/operations.md")).stream()
            .map(line -> line.split("\\|"))
            .filter(cells -> cells.length == 6 && !cells[5].isBlank())
            .map(cells -> cells[1].replace("`", "").strip())
            .filter(table.names()::contains)
            .toList();

    assertThat(alerted).hasSizeGreaterThan(15);
    assertThat(metrics(rules)).containsAll(alerted);
  }

  @Test
  void everyAlertSaysHowUrgentItIsAndHasItsPlaceInTheRunbook() throws IOException {
    List<String> runbook =
        Files.readAllLines(Path.of("../docs/runbook.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    List<String> alerts = new ArrayList<>();
    for (JsonNode rule : rules) {
      String alert = rule.get("alert").asText();
      alerts.add(alert);
      assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("page", "ticket");
      assertThat(rule.at("/annotations/runbook_url").asText())
          .isEqualTo("docs/runbook.md#" + alert.toLowerCase(Locale.ROOT));
    }
    assertThat(runbook).containsExactlyElementsOf(alerts);
  }

  @Test
  void composeOpensPortsToThisMachineOnlyAndBoundsMemory() throws IOException {
    for (JsonNode service : read("compose.yaml").get("services")) {
      assertThat(service.path("mem_limit").asText()).as("%s", service).isNotEmpty();
      for (JsonNode port : service.path("ports")) {
        assertThat(port.asText()).startsWith("127.0.0.1:");
      }
    }
  }

  @Test
  void composeStartsFixedVersionsAndMountsWhatThereIs() throws IOException {
    JsonNode compose = read("compose.yaml");
    assertThat(compose.findValuesAsText("image")).allMatch(image -> image.matches(FIXED));
    for (JsonNode service : compose.get("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":")[0];
        assertThat(!source.startsWith(".") || Files.exists(DOCKER.resolve(source)))
            .as(source)
            .isTrue();
      }
    }
  }

  private static Set<String> metrics(JsonNode where) {
    return expressions(where).stream()
        .flatMap(expression -> expression.metrics().stream())
        .map(Expression::family)
        .collect(Collectors.toSet());
  }

  private static List<Expression> expressions(JsonNode where) {
    List<Expression> found = new ArrayList<>();
    where.findValuesAsText("expr").forEach(text -> found.add(new Expression(text)));
    return found;
  }
}
