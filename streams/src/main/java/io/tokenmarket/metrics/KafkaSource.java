package io.tokenmarket.metrics;

import io.tokenmarket.schemas.ExchangeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Of Kafka's own hundreds of metrics the few that tell whether an application keeps up, and what
 * its stores hold. Clients, threads and tasks of one application are added up.
 */
final class KafkaSource implements Source {
  private static final String TOPIC_TAG = "topic";

  /** A store's kind is part of the tag's name: {@code rocksdb-state-id}. */
  private static final String STORE_TAG = "-state-id";

  /** It reads changelogs, and no input. */
  private static final String RESTORING = "restore-consumer";

  private static final Map<String, Reading> READINGS =
      List.of(
              counter("consumer-coordinator-metrics", "rebalance-total", 1)
                  .as("tokenmarket_rebalances_total", "Rebalances"),
              counter("consumer-coordinator-metrics", "rebalance-latency-total", 1e-3)
                  .as("tokenmarket_rebalance_seconds_total", "Time spent in rebalances"),
              counter("consumer-fetch-manager-metrics", "records-consumed-total", 1)
                  .as("tokenmarket_consumed_records_total", "Records read", "topic"),
              gauge("consumer-fetch-manager-metrics", "records-lag")
                  .as("tokenmarket_consumer_lag_records", "Not read yet", "topic", "partition"),
              counter("stream-thread-metrics", "commit-total", 1)
                  .as("tokenmarket_commits_total", "Commits"),
              counter("producer-metrics", "txn-commit-time-ns-total", 1e-9)
                  .as("tokenmarket_transaction_commit_seconds_total", "Time commits took"),
              gauge("stream-metrics", "alive-stream-threads")
                  .as("tokenmarket_stream_threads", "Threads that run"),
              counter("stream-metrics", "failed-stream-threads", 1)
                  .as("tokenmarket_failed_stream_threads_total", "Threads that failed"),
              gauge("stream-state-metrics", "num-keys")
                  .as("tokenmarket_store_entries", "Entries of a store", "store"),
              gauge("stream-state-metrics", "estimate-num-keys")
                  .as("tokenmarket_store_entries", "Entries of a store", "store"),
              gauge("stream-state-metrics", "total-sst-files-size")
                  .as("tokenmarket_store_bytes", "Size of a store on disk", "store"),
              gauge("stream-state-metrics", "size-all-mem-tables")
                  .as("tokenmarket_store_bytes", "Size of a store on disk", "store"))
          .stream()
          .collect(Collectors.toMap(Reading::kafka, Function.identity()));

  private final ExchangeName exchange;
  private final Map<String, KafkaStreams> applications;

  /**
   * @param exchange whose topics they read
   * @param applications by what they are called in the metrics
   */
  KafkaSource(ExchangeName exchange, Map<String, KafkaStreams> applications) {
    this.exchange = exchange;
    this.applications = applications;
  }

  @Override
  public void read(Samples samples) {
    applications.forEach(
        (application, streams) -> {
          state(application, streams.state(), samples);
          metrics(application, streams.metrics().values(), samples);
        });
  }

  private static void state(String application, State now, Samples samples) {
    for (State state : State.values()) {
      samples.gauge(
          "tokenmarket_streams_state",
          "1 for the state the application is in",
          state == now ? 1 : 0,
          "application",
          application,
          "state",
          state.name());
    }
  }

  private void metrics(String application, Collection<? extends Metric> metrics, Samples samples) {
    Map<Series, Double> sums = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      MetricName name = metric.metricName();
      Reading reading = READINGS.get(name.group() + '/' + name.name());
      if (reading != null
          && reading.isIn(name.tags())
          && isOurs(name.tags())
          && metric.metricValue() instanceof Number value
          && Double.isFinite(value.doubleValue())) {
        Series series = reading.series(application, exchange, name.tags());
        sums.merge(series, value.doubleValue() * reading.unit(), Double::sum);
      }
    }
    sums.forEach((series, sum) -> series.add(sum, samples));
  }

  /** Kafka has some metrics twice, once with every dot of a topic's name replaced. */
  private boolean isOurs(Map<String, String> tags) {
    return !tags.containsKey(TOPIC_TAG) || exchange.owns(tags.get(TOPIC_TAG));
  }

  /** Two readings of one metric are one series. */
  private record Series(String metric, String help, boolean counts, List<String> labels) {
    void add(double value, Samples samples) {
      String[] pairs = labels.toArray(String[]::new);
      if (counts) {
        samples.counter(metric, help, value, pairs);
      } else {
        samples.gauge(metric, help, value, pairs);
      }
    }
  }

  private static Reading counter(String group, String name, double unit) {
    return new Reading(group + '/' + name, true, unit, "", "", List.of());
  }

  private static Reading gauge(String group, String name) {
    return new Reading(group + '/' + name, false, 1, "", "", List.of());
  }

  /**
   * What is made of a metric of Kafka.
   *
   * @param kafka its group and name
   * @param counts whether it only grows
   * @param unit by which its value is multiplied
   * @param tags that become labels; without them it is another metric of that name
   */
  private record Reading(
      String kafka, boolean counts, double unit, String metric, String help, List<String> tags) {

    Reading as(String newName, String meaning, String... kept) {
      return new Reading(kafka, counts, unit, newName, meaning, List.of(kept));
    }

    boolean isIn(Map<String, String> found) {
      return !found.getOrDefault("client-id", "").endsWith(RESTORING)
          && tags.stream().allMatch(tag -> value(tag, found) != null);
    }

    Series series(String application, ExchangeName exchange, Map<String, String> found) {
      List<String> labels = new ArrayList<>(List.of("application", application));
      for (String tag : tags) {
        labels.add(tag);
        String value = value(tag, found);
        labels.add(tag.equals(TOPIC_TAG) ? exchange.logical(value) : value);
      }
      return new Series(metric, help, counts, labels);
    }

    private static String value(String tag, Map<String, String> found) {
      if (!tag.equals("store")) {
        return found.get(tag);
      }
      return found.entrySet().stream()
          .filter(entry -> entry.getKey().endsWith(STORE_TAG))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
  }
}
