package io.tokenmarket.sandbox.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * What {@code /metrics} answered.
 *
 * @param metrics the names, as their type is given
 * @param series values by name and labels, as they are in the text
 */
record Scrape(Set<String> metrics, Map<String, Double> series) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String TYPE = "# TYPE ";

  static Scrape of(int port) throws IOException, InterruptedException {
    URI page = URI.create("http://127.0.0.1:" + port + "/metrics");
    HttpResponse<String> answer =
        CLIENT.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(page + ": " + answer.statusCode() + " " + answer.body());
    }
    return parse(answer.body());
  }

  /** The first that is as wanted. */
  static Scrape await(int port, Predicate<Scrape> wanted) throws IOException, InterruptedException {
    Instant giveUp = Instant.now().plus(PATIENCE);
    Scrape last = of(port);
    while (!wanted.test(last)) {
      if (Instant.now().isAfter(giveUp)) {
        throw new AssertionError("not as wanted: " + last.series());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      last = of(port);
    }
    return last;
  }

  private static Scrape parse(String text) {
    Set<String> metrics = new TreeSet<>();
    Map<String, Double> series = new TreeMap<>();
    for (String line : text.split("\n")) {
      int space = line.lastIndexOf(' ');
      if (line.startsWith(TYPE)) {
        metrics.add(line.substring(TYPE.length(), space));
      } else if (!line.startsWith("#")) {
        series.put(line.substring(0, space), value(line.substring(space + 1)));
      }
    }
    return new Scrape(metrics, series);
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** NaN where there is none. */
  double value(String name, String... labels) {
    return series.getOrDefault(name(name, labels), Double.NaN);
  }

  /** Of all series of this metric; 0 where there is none. */
  double sum(String metric) {
    return series.entrySet().stream()
        .filter(s -> s.getKey().equals(metric) || s.getKey().startsWith(metric + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** A series' name as in the text. */
  static String name(String metric, String... labels) {
    StringBuilder name = new StringBuilder(metric);
    for (int i = 0; i < labels.length; i += 2) {
      name.append(i == 0 ? '{' : ',');
      name.append(labels[i]).append("=\"").append(labels[i + 1]).append('"');
    }
    return name.append(labels.length == 0 ? "" : "}").toString();
  }
}
