package io.tokenmarket.metrics;

import io.javalin.plugin.Plugin;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tokenmarket.rest.NodeHealth;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.topology.cluster.CheckedClock;
import io.tokenmarket.topology.engine.Engine;
import io.tokenmarket.topology.engine.EngineConfig;
import io.tokenmarket.topology.engine.EngineObserver;
import io.tokenmarket.topology.views.Progress;
import io.tokenmarket.topology.views.Unreadable;
import io.tokenmarket.topology.views.Views;
import io.tokenmarket.topology.views.ViewsUnavailableException;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of one node; {@code docs/operations.md} says what each one means. What the engine
 * does is counted as it happens, everything else is read when somebody asks.
 */
public final class NodeMetrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeMetrics.class);

  private final ExchangeName exchange;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final EngineMetrics engine;
  private final LogMetrics log;

  /**
   * @param settings of the engine
   * @param clock the one gates are due by
   */
  public NodeMetrics(Map<String, ?> settings, Clock clock) {
    exchange = ExchangeName.of(settings);
    engine = new EngineMetrics(registry, labels(), clock);
    log = new LogMetrics(settings, EngineConfig.of(settings).applicationId());
    register(log);
    JvmMemoryMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  /** To be given to the engine when it starts. */
  public EngineObserver observer() {
    return engine;
  }

  /** Reads the clock, too, from now on. */
  public void observe(CheckedClock clock) {
    register(
        samples ->
            clock
                .errorSeconds()
                .ifPresent(
                    error ->
                        samples.gauge(
                            "tokenmarket_clock_error_seconds",
                            "How far the clock is ahead of the brokers' at the least",
                            error)));
  }

  /** Reads these, too, from now on. */
  public void observe(Engine running, Views views, NodeHealth health) {
    Map<String, KafkaStreams> applications =
        Map.of("engine", running.streams(), "views", views.streams());
    register(
        samples ->
            samples.gauge(
                "tokenmarket_ready",
                "1 while the node does all that it is for",
                health.trouble().isPresent() ? 0 : 1));
    register(new MarketSource(views));
    register(new KafkaSource(exchange, applications));
    register(snapshots(views));
    register(unreadable(views));
  }

  private static Source unreadable(Views views) {
    return samples -> views.progress().forEach(where -> unreadable(where, views, samples));
  }

  private static void unreadable(Progress where, Views views, Samples samples) {
    samples.counter(
        "tokenmarket_unreadable_records_total",
        "Records that could not be read since the node started",
        views.unreadable(where.topic(), where.partition()).map(Unreadable::count).orElse(0L),
        "topic",
        where.topic(),
        "partition",
        String.valueOf(where.partition()));
  }

  private static Source snapshots(Views views) {
    return samples ->
        samples.gauge(
            "tokenmarket_snapshot_bytes",
            "The books on disk, for the next start",
            views.snapshotBytes());
  }

  private void register(Source source) {
    registry.register(() -> read(source));
  }

  /** So that what one Prometheus has of several exchanges is told apart. */
  private Labels labels() {
    return exchange.equals(ExchangeName.NONE)
        ? Labels.EMPTY
        : Labels.of("exchange", exchange.name());
  }

  private MetricSnapshots read(Source source) {
    Samples samples = new Samples(labels());
    try {
      source.read(samples);
    } catch (ViewsUnavailableException notNow) {
      LOG.debug("Left out of the metrics: {}", notNow.getMessage());
    }
    return samples.snapshots();
  }

  /** Answers {@code /metrics}. */
  public Plugin<?> page() {
    return new MetricsPage(registry);
  }

  @Override
  public void close() {
    log.close();
  }
}
