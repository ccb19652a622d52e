package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.rest.Gateway;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.topology.views.Views;
import io.tokenmarket.topology.views.ViewsConfig;
import io.tokenmarket.topology.views.ViewsTopology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that share the views, beside one that keeps all of them. */
@Timeout(400)
class SharedViewsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> MARKETS = List.of("north", "south", "east", "west");
  private static final String HOST = "127.0.0.1";
  private static final int ENOUGH = 5;

  /** A node of those that share. */
  private record Sharer(Views views, RestServer rest) {}

  /** An answer, in the order in which its reader got them. */
  private record Read(String path, int status, String body, boolean again) {}

  @TempDir Path directory;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private TradingExchange exchange;

  @BeforeEach
  void start() throws Exception {
    exchange = add(TradingExchange.start(directory));
    MARKETS.stream().skip(1).forEach(exchange::open);
  }

  @AfterEach
  void stop() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }

  private <T extends AutoCloseable> T add(T started) {
    running.push(started);
    return started;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private Map<String, Object> shared(int port, int standbys) {
    return Map.of(
        "application.id",
        "views-shared",
        ViewsConfig.SHARED_AT,
        HOST + ":" + port,
        "num.standby.replicas",
        standbys);
  }

  private Sharer share(String name, int standbys) throws Exception {
    int port = freePort();
    Views views = exchange.views(name, shared(port, standbys));
    Gateway gateway = add(Gateway.to(exchange.settings()));
    return new Sharer(views, add(RestServer.of(views).gateway(gateway).start(HOST, port)));
  }

  @Test
  void eachNodeAnswersEverythingAsOneThatKeepsAllViews() throws Exception {
    List<Sharer> nodes = List.of(share("a", 0), share("b", 0));
    for (Sharer node : nodes) {
      node.views().awaitRunning(PATIENCE);
    }
    exchange.await(() -> nodes.stream().allMatch(SharedViewsTest::sharesWithOthers));
    for (Sharer node : nodes) {
      for (String market : MARKETS) {
        assertThat(outcome(node, market).at("/outcome/interval").isNumber()).isTrue();
        assertThat(firstPrice(node, market).get("market").textValue()).isEqualTo(market);
      }
    }
    exchange.halt(MARKETS);
    for (Sharer node : nodes) {
      exchange.await(() -> node.views().progress().stream().allMatch(read -> read.lag() == 0));
    }

    long position =
        JSON.readTree(get(exchange.port(), "/v1/markets/east").body())
            .get("logPosition")
            .longValue();
    for (String path : paths(exchange.last(), position)) {
      HttpResponse<String> truth = get(exchange.port(), path);
      for (Sharer node : nodes) {
        HttpResponse<String> answer = get(node.rest().port(), path);
        assertThat(answer.body()).as(path).isEqualTo(truth.body());
        assertThat(answer.statusCode()).as(path).isEqualTo(truth.statusCode());
        assertThat(headers(answer)).as(path).isEqualTo(headers(truth));
      }
    }
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(List.of("date", "content-length", "transfer-encoding"));
    return headers;
  }

  /** Whether it has some markets, and others not. */
  private static boolean sharesWithOthers(Sharer node) {
    long elsewhere =
        MARKETS.stream().filter(market -> node.views().elsewhere(market).isPresent()).count();
    return node.views().unavailable().isEmpty() && elsewhere > 0 && elsewhere < MARKETS.size();
  }

  private static JsonNode outcome(Sharer node, String market) throws Exception {
    String path = "/v1/participants/chat/markets/" + market + "/demand?wait=60";
    HttpRequest request =
        HttpRequest.newBuilder(uri(node.rest().port(), path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "\"" + node.rest().port() + "\"")
            .POST(
                BodyPublishers.ofString(
                    "{\"tier\": \"MEDIUM\", \"tokens\": 5000, \"limitPrice\": \"3\"}"))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
    for (int n = 0; n < ENOUGH && answer.statusCode() > 500; n++) {
      answer = CLIENT.send(request, BodyHandlers.ofString());
    }
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return JSON.readTree(answer.body());
  }

  private static JsonNode firstPrice(Sharer node, String market) throws Exception {
    String path = "/v1/markets/" + market + "/prices/stream";
    HttpRequest request = HttpRequest.newBuilder(uri(node.rest().port(), path)).build();
    HttpResponse<InputStream> answer = CLIENT.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.startsWith("data: ")) {
        line = lines.readLine();
      }
      return JSON.readTree(line.substring("data: ".length()));
    }
  }

  private static List<String> paths(long last, long position) {
    Stream<String> ofMarkets =
        MARKETS.stream()
            .map(market -> "/v1/markets/" + market)
            .flatMap(
                market ->
                    Stream.of(
                        market,
                        market + "/tiers/MEDIUM",
                        market + "/prices",
                        market + "/price-history?limit=7",
                        market + "/tiers/MEDIUM/windows?window=PT1S",
                        market + "/clearings/latest",
                        market + "/clearings/999999999",
                        market + "/depth",
                        market + "/shadow-prices",
                        market + "/indicative",
                        market + "/revenue?limit=1000",
                        market + "/tiers/MEDIUM/utilisation",
                        "/v1/participants/chat/markets"
                            + market.substring(11)
                            + "/awards?limit=1000",
                        "/v1/participants/chat/markets" + market.substring(11) + "/invoice",
                        "/v1/participants/oslo/markets" + market.substring(11) + "/postings",
                        "/v1/participants/oslo/markets" + market.substring(11) + "/offers/power"));
    Stream<String> others =
        Stream.of(
            "/v1/markets",
            "/v1/markets/nowhere/prices",
            "/v1/markets/north/prices/" + last,
            "/v1/markets/north/intervals/" + last + "/trades",
            "/v1/markets/north/intervals/" + last + "/settled-trades",
            "/v1/markets/east/prices?position=" + position,
            "/v1/participants/chat/events?limit=1000",
            "/v1/participants/chat/events?market=east&position=" + position,
            "/v1/participants/chat/markets/east/awards?position=" + position,
            "/v1/participants/chat/markets/east/invoice?position=" + position,
            "/v1/participants/chat/orders?market=east&position=" + position,
            "/v1/participants/oslo/events",
            "/v1/participants/oslo/orders",
            "/v1/participants/nobody/orders",
            "/v1/factories/oslo/revenue?limit=1000",
            "/v1/factories/oslo/revenue?limit=3",
            "/v1/factories/oslo/revenue?market=west",
            "/v1/factories/oslo/revenue?from=5",
            "/v1/factories/oslo/utilisation?from=2026-01-01T00:00:00Z",
            "/v1/factories/nobody/revenue",
            "/v1/hardware/hopper/utilisation?limit=1000");
    return Stream.concat(ofMarkets, others).toList();
  }

  @Test
  void whenANodeIsKilledItsStandbyTakesOverAndNoAnswerIsWrongOrOld() throws Exception {
    int port = freePort();
    Sharer node = share("a", 1);
    Process lost = startProcess(port);
    exchange.await(() -> sharesWithOthers(node));
    NodeProcess.port(lost);
    List<String> gone =
        MARKETS.stream().filter(market -> node.views().elsewhere(market).isPresent()).toList();
    exchange.await(() -> gone.stream().allMatch(market -> isStandby(node, market)));
    exchange.trade(3);

    List<Load> loads = IntStream.range(0, 2).mapToObj(n -> new Load(node.rest().port())).toList();
    ExecutorService threads = Executors.newFixedThreadPool(loads.size());
    List<Future<?>> ends = new ArrayList<>();
    loads.forEach(load -> ends.add(threads.submit(load::run)));
    exchange.await(() -> loads.stream().allMatch(load -> load.rounds.get() >= ENOUGH));
    lost.destroyForcibly().waitFor();
    exchange.await(() -> gone.stream().allMatch(market -> isHere(node, market)));
    awaitRounds(loads);
    NodeProcess.port(startProcess(port));
    exchange.await(() -> sharesWithOthers(node));
    awaitRounds(loads);
    loads.forEach(load -> load.isLoading = false);
    for (Future<?> end : ends) {
      end.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();

    exchange.halt(MARKETS);
    Map<String, Map<Long, Clearing>> published = clearings();
    for (Load load : loads) {
      load.check(published);
    }
    Load backwards = loads.get(0);
    Collections.reverse(backwards.reads);
    assertThatThrownBy(() -> backwards.check(published)).isInstanceOf(AssertionError.class);
  }

  private Process startProcess(int port) throws IOException {
    Process process =
        NodeProcess.start(
            exchange.settings(), directory.resolve("process").toString(), shared(port, 1));
    add(() -> process.destroyForcibly().waitFor());
    return process;
  }

  /** Until each path is answered so often again. */
  private void awaitRounds(List<Load> loads) throws Exception {
    int before = loads.stream().mapToInt(load -> load.rounds.get()).max().orElseThrow();
    exchange.await(() -> loads.stream().allMatch(load -> load.rounds.get() >= before + ENOUGH));
  }

  private static boolean isStandby(Sharer node, String market) {
    KeyQueryMetadata where =
        node.views()
            .streams()
            .queryMetadataForKey(ViewsTopology.MARKETS, market, new StringSerializer());
    return where.standbyHosts().contains(new HostInfo(HOST, node.rest().port()));
  }

  private static boolean isHere(Sharer node, String market) {
    return node.views().unavailable().isEmpty() && node.views().elsewhere(market).isEmpty();
  }

  /** Asks one node the same again and again. */
  private static final class Load {
    private final int port;
    private final List<Read> reads = new ArrayList<>();

    /** How often each path was answered. */
    private final AtomicInteger rounds = new AtomicInteger();

    private volatile boolean isLoading = true;

    Load(int port) {
      this.port = port;
    }

    void run() {
      Map<String, Integer> answers = new HashMap<>();
      while (isLoading) {
        for (String path : loaded()) {
          HttpResponse<String> answer = get(port, path);
          reads.add(
              new Read(
                  path,
                  answer.statusCode(),
                  answer.body(),
                  answer.headers().firstValue("Retry-After").isPresent()));
          answers.merge(path, answer.statusCode() == 200 ? 1 : 0, Integer::sum);
        }
        rounds.set(answers.values().stream().mapToInt(Integer::intValue).min().orElse(0));
      }
    }

    private static List<String> loaded() {
      return Stream.concat(
              Stream.of("/v1/factories/oslo/revenue?limit=1"),
              MARKETS.stream().map(market -> "/v1/markets/" + market + "/prices"))
          .toList();
    }

    /** Each answer is what is published, and none is older than one before. */
    void check(Map<String, Map<Long, Clearing>> published) throws IOException {
      Map<String, Long> reached = new HashMap<>();
      for (Read read : reads) {
        if (read.status() == 503) {
          assertThat(read.again()).as("%s", read).isTrue();
          continue;
        }
        assertThat(read.status()).as("%s", read).isEqualTo(200);
        JsonNode answer = JSON.readTree(read.body());
        Map<String, Long> positions = positions(answer);
        positions.forEach(
            (market, position) -> {
              String what = read.path() + " of " + market;
              assertThat(position).as(what).isGreaterThanOrEqualTo(reached.getOrDefault(what, -1L));
              reached.put(what, position);
            });
        if (answer.has("total")) {
          assertThat(positions.keySet()).containsExactlyInAnyOrderElementsOf(MARKETS);
          assertThat(new BigDecimal(answer.at("/total/revenue").textValue()))
              .isEqualByComparingTo(revenue(positions, published));
        } else {
          Clearing clearing =
              published
                  .get(answer.get("market").textValue())
                  .get(answer.get("interval").longValue());
          assertThat(answer.get("logPosition").longValue()).isEqualTo(clearing.getLogPosition());
        }
      }
    }

    private static Map<String, Long> positions(JsonNode answer) {
      JsonNode position = answer.get("logPosition");
      if (position.isNumber()) {
        return Map.of(answer.get("market").textValue(), position.longValue());
      }
      Map<String, Long> positions = new HashMap<>();
      position
          .fieldNames()
          .forEachRemaining(market -> positions.put(market, position.get(market).longValue()));
      return positions;
    }

    private static BigDecimal revenue(
        Map<String, Long> positions, Map<String, Map<Long, Clearing>> published) {
      return positions.entrySet().stream()
          .flatMap(
              up ->
                  published.get(up.getKey()).values().stream()
                      .filter(clearing -> clearing.getLogPosition() <= up.getValue()))
          .map(Clearing::getRevenue)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://" + HOST + ":" + port + path);
  }

  private static HttpResponse<String> get(int port, String path) {
    try {
      return CLIENT.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, stopped);
    }
  }

  /** All that is published, by market and interval. */
  private Map<String, Map<Long, Clearing>> clearings() {
    Map<String, Map<Long, Clearing>> published = new HashMap<>();
    Map<String, Object> settings = new HashMap<>(exchange.settings());
    settings.put("isolation.level", "read_committed");
    RecordSerde<Clearing> serde = new RecordSerde<>(settings);
    try (KafkaConsumer<String, Clearing> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), serde.deserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, TradingExchange.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(Topics.CLEARINGS, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    published
                        .computeIfAbsent(record.key(), market -> new TreeMap<>())
                        .put(record.value().getInterval(), record.value()));
      }
    }
    return published;
  }
}
