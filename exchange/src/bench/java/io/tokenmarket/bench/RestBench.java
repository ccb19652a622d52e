package io.tokenmarket.bench;

import io.javalin.config.JavalinState;
import io.javalin.http.HandlerType;
import io.javalin.plugin.Plugin;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.topology.views.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * How many queries a node answers, beside the same server answering a constant of the same length;
 * and whether a hundred streams miss an event at ten auctions a second. One line of JSON a row.
 */
public final class RestBench {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String PRICES = "/v1/markets/north/prices";
  private static final String REVENUE =
      "/v1/factories/factory-1/revenue?market=north&from=0&to=1440&limit=1";
  private static final String CONSTANT = "/constant";
  private static final int RUNS = 5;
  private static final int STREAMS = 100;
  private static final int AUCTIONS = 200;
  private static final long PERIOD_NANOS = Duration.ofMillis(100).toNanos();

  private RestBench() {}

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("bench-rest");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        RegistryServer registry = RegistryServer.start(directory.resolve("schemas.json"), 0)) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("bootstrap.servers", kafka.bootstrapServers());
      settings.put("schema.registry.url", registry.url());
      settings.put("state.dir", directory.resolve("views").toString());
      try (Admin admin = Admin.create(settings)) {
        Setup.topics(admin, 1, (short) 1);
      }
      Setup.schemas(settings);
      measure(settings);
    }
  }

  private static void measure(Map<String, Object> settings) throws Exception {
    Constant constant = new Constant();
    try (PublishedDay day = new PublishedDay(settings);
        Views views = Views.start(settings);
        RestServer server = RestServer.of(views).plugin(constant).start("127.0.0.1", 0)) {
      views.awaitRunning(PATIENCE);
      day.publish();
      await(views, PublishedDay.MINUTES - 1L);
      queries(server.port(), constant);
      System.out.println(streams(server.port(), day));
    }
  }

  private static void await(Views views, long interval) throws Exception {
    views
        .watch()
        .until(
            () ->
                views
                    .latestClearing(PublishedDay.MARKET)
                    .map(Clearing::getInterval)
                    .filter(cleared -> cleared >= interval)
                    .isPresent(),
            PATIENCE)
        .get();
  }

  /** In turns, so that whatever else the machine does meets all alike. */
  private static void queries(int port, Constant constant) throws Exception {
    for (String path : List.of(PRICES, REVENUE)) {
      constant.text = Load.body(port, path);
      Load.run(port, CONSTANT);
      Load.run(port, path);
      List<Load.Result> constants = new ArrayList<>();
      List<Load.Result> queries = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        constants.add(Load.run(port, CONSTANT));
        queries.add(Load.run(port, path));
      }
      Load.Result base = Load.Result.median(constants);
      Load.Result result = Load.Result.median(queries);
      System.out.println(row("constant for " + path, base, base));
      System.out.println(row(path, result, base));
    }
  }

  private static String row(String query, Load.Result result, Load.Result constant) {
    return String.format(
        Locale.ROOT,
        "{\"query\":\"%s\",\"perSecond\":%.0f,\"p99Micros\":%.0f,\"ofConstant\":%.2f}",
        query,
        result.perSecond(),
        result.p99Micros(),
        result.perSecond() / constant.perSecond());
  }

  private static String streams(int port, PublishedDay day) throws Exception {
    List<Listener> listeners = new ArrayList<>();
    for (int n = 0; n < STREAMS; n++) {
      listeners.add(new Listener(port, PRICES + "/stream", PublishedDay.MINUTES + AUCTIONS - 1L));
    }
    long due = System.nanoTime();
    Map<Long, Long> published = new HashMap<>();
    for (int n = 0; n < AUCTIONS; n++) {
      LockSupport.parkNanos(due - System.nanoTime());
      due += PERIOD_NANOS;
      long now = System.nanoTime();
      published.put(day.auction(), now);
    }
    long received = 0;
    List<Long> delays = new ArrayList<>();
    for (Listener listener : listeners) {
      Map<Long, Long> arrivals = listener.arrivals();
      arrivals.keySet().retainAll(published.keySet());
      received += arrivals.size();
      arrivals.forEach((interval, at) -> delays.add(at - published.get(interval)));
    }
    delays.sort(null);
    return String.format(
        Locale.ROOT,
        "{\"streams\":%d,\"auctionsPerSecond\":10,\"expected\":%d,\"received\":%d,\"p50Millis\":%.1f,\"p99Millis\":%.1f}",
        STREAMS,
        (long) STREAMS * AUCTIONS,
        received,
        delays.get(delays.size() / 2) / 1e6,
        delays.get(delays.size() * 99 / 100) / 1e6);
  }

  /** Answers a text that is known beforehand. */
  private static final class Constant extends Plugin<Void> {
    private volatile String text = "";

    @Override
    public void onStart(JavalinState state) {
      state.routes.addHttpHandler(
          HandlerType.GET,
          CONSTANT,
          context -> context.contentType("application/json").result(text));
    }
  }
}
