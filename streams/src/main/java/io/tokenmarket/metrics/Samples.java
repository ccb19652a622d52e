package io.tokenmarket.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one scrape found, gathered into metrics by name. Labels are given as name, value, name,
 * value; a metric has the same names each time.
 */
final class Samples {
  private final Labels all;
  private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
  private final Map<String, CounterSnapshot.Builder> counters = new TreeMap<>();

  /**
   * @param all that every value carries
   */
  Samples(Labels all) {
    this.all = all;
  }

  void gauge(String name, String help, double value, String... labels) {
    gauges
        .computeIfAbsent(name, first -> GaugeSnapshot.builder().name(name).help(help))
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(labels(labels)).build());
  }

  /**
   * @param name ends with {@code _total}
   */
  void counter(String name, String help, double value, String... labels) {
    String base = PrometheusNaming.sanitizeMetricName(name);
    counters
        .computeIfAbsent(name, first -> CounterSnapshot.builder().name(base).help(help))
        .dataPoint(CounterDataPointSnapshot.builder().value(value).labels(labels(labels)).build());
  }

  private Labels labels(String... own) {
    return all.merge(Labels.of(own));
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder found = MetricSnapshots.builder();
    gauges.values().forEach(gauge -> found.metricSnapshot(gauge.build()));
    counters.values().forEach(counter -> found.metricSnapshot(counter.build()));
    return found.build();
  }
}
