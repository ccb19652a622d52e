package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ConsumerAppProducer;
import io.tokenmarket.producers.client.DemandTerms;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.FactoryProducer;
import io.tokenmarket.producers.client.OfferTerms;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.topology.engine.Engine;
import io.tokenmarket.topology.views.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes on one broker, one of them, in a process of its own, killed under load. Whatever was
 * answered must be what the topics say; a node that is up must not fail to answer.
 */
@Timeout(180)
class SeveralNodesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LOST = 2;
  private static final int ENOUGH = 30;
  private static final List<String> PATHS =
      List.of("/v1/markets/north/prices", "/v1/factories/oslo/revenue");

  /** An answer and whom it came from. */
  private record Read(int node, String path, int status, String body) {}

  @TempDir Path directory;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final List<Views> views = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private Process lost;
  private Map<String, Object> settings;

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

  @Test
  void theNodesThatAreLeftAnswerEverythingAsTheTopicsHaveIt() throws Exception {
    startThreeNodes();
    ExchangeConnection exchange = add(ExchangeConnection.open(settings));
    long first = trade(exchange);
    awaitInterval(first);
    awaitAnswers();

    AtomicBoolean loading = new AtomicBoolean(true);
    Queue<Read> reads = new ConcurrentLinkedQueue<>();
    ExecutorService load = Executors.newFixedThreadPool(3);
    List<Future<?>> readers = new ArrayList<>();
    for (int node = 0; node < 3; node++) {
      int of = node;
      readers.add(load.submit(() -> readWhile(loading, of, reads)));
    }
    await(() -> IntStream.rangeClosed(0, LOST).allMatch(node -> answers(reads, node) >= ENOUGH));
    lost.destroyForcibly().waitFor();
    int before = reads.size();
    await(() -> reads.size() >= before + 2 * ENOUGH);
    loading.set(false);
    for (Future<?> reader : readers) {
      reader.get(60, TimeUnit.SECONDS);
    }
    load.shutdown();

    Map<Long, Clearing> published = clearings();
    for (Read read : reads) {
      assertThat(read.status()).as("%s", read).isEqualTo(200);
      check(read, JSON.readTree(read.body()), published);
    }
  }

  /**
   * Latest prices, an interval's revenue, and the sum of the market's: each as the topic has it.
   */
  private static void check(Read read, JsonNode answer, Map<Long, Clearing> published) {
    if (read.path().endsWith("/prices")) {
      Clearing clearing = published.get(answer.get("interval").longValue());
      assertThat(answer.get("logPosition").longValue()).isEqualTo(clearing.getLogPosition());
      for (int t = 0; t < clearing.getTiers().size(); t++) {
        assertThat(answer.at("/tiers/" + t + "/lowest").textValue())
            .isEqualTo(Units.price(clearing.getTiers().get(t).getLowest()).toPlainString());
      }
    } else {
      long position = answer.at("/logPosition/north").longValue();
      BigDecimal total = new BigDecimal(answer.at("/total/revenue").textValue());
      assertThat(total).isEqualByComparingTo(revenueUpTo(position, published));
    }
  }

  private static BigDecimal revenueUpTo(long position, Map<Long, Clearing> published) {
    return published.values().stream()
        .filter(clearing -> clearing.getLogPosition() <= position)
        .map(Clearing::getRevenue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A node that was killed is left alone, as a load balancer would. */
  private void readWhile(AtomicBoolean loading, int node, Queue<Read> reads) {
    HttpClient client = HttpClient.newHttpClient();
    int turn = 0;
    try {
      while (loading.get()) {
        String path = PATHS.get(turn++ % PATHS.size());
        HttpResponse<String> response = get(client, ports.get(node), path);
        reads.add(new Read(node, path, response.statusCode(), response.body()));
      }
    } catch (IOException gone) {
      assertThat(node).as("of the nodes only one was killed: %s", gone).isEqualTo(LOST);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse<String> get(HttpClient client, int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private void startThreeNodes() throws Exception {
    EmbeddedKafka kafka = add(EmbeddedKafka.start(directory.resolve("kafka"), 0));
    RegistryServer registry = add(RegistryServer.start(directory.resolve("schemas.json"), 0));
    settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(), "schema.registry.url", registry.url());
    try (Admin admin = Admin.create(settings)) {
      Setup.topics(admin, 2, (short) 1);
    }
    Setup.schemas(settings);
    Engine engine = add(Engine.start(with("state.dir", dir("engine")), Clock.systemUTC()));
    for (int node = 0; node < LOST; node++) {
      views.add(add(Views.start(NodeProcess.settings(settings, dir("views-" + node)))));
      ports.add(add(RestServer.start(views.get(node), "127.0.0.1", 0)).port());
    }
    lost = NodeProcess.start(settings, dir("views-" + LOST));
    add(lost::destroyForcibly);
    ports.add(NodeProcess.port(lost));
    engine.awaitRunning(PATIENCE);
    for (Views each : views) {
      each.awaitRunning(PATIENCE);
    }
  }

  private String dir(String name) {
    return directory.resolve(name).toString();
  }

  private Map<String, Object> with(String name, Object value) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(name, value);
    return all;
  }

  /** Opens the market and places orders that trade in every auction; the first of them. */
  private long trade(ExchangeConnection exchange) {
    MarketDefinition market =
        MarketDefinition.newBuilder()
            .setCommandId("open")
            .setMarket("north")
            .setParticipant("operator")
            .setOrigin(Instant.now())
            .setIntervalMillis(100)
            .setTiers(Catalogue.load().tierDefinitions())
            .setPriceStep(1_000)
            .setFeePpm(1_000)
            .setMemoryAuctions(1_000)
            .build();
    exchange.submit(market).join();
    BigDecimal ask = new BigDecimal("1");
    new FactoryProducer(exchange, "oslo", "north")
        .offer(
            OfferTerms.of("fjord", "hopper", 1_000)
                .tier("MEDIUM", 1_000_000, ask)
                .standingFor(100_000))
        .join();
    Answer demand =
        new ConsumerAppProducer(exchange, "chat", "north")
            .demand(DemandTerms.of("MEDIUM", 10, new BigDecimal("3")).standingFor(100_000))
            .join();
    assertThat(demand).isInstanceOf(Answer.Accepted.class);
    return views.get(0).latestClearing("north").map(Clearing::getInterval).orElse(0L) + 1;
  }

  private static long answers(Queue<Read> reads, int node) {
    return reads.stream().filter(read -> read.node() == node).count();
  }

  private void awaitInterval(long interval) throws Exception {
    for (Views each : views) {
      await(
          () ->
              each.latestClearing("north")
                  .filter(clearing -> clearing.getInterval() >= interval)
                  .isPresent());
    }
  }

  /** The node in a process of its own was ready before the market had an auction. */
  private void awaitAnswers() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (String path : PATHS) {
      await(() -> isAnswered(client, path));
    }
  }

  private boolean isAnswered(HttpClient client, String path) {
    try {
      return get(client, ports.get(LOST), path).statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asked with every auction. */
  private void await(BooleanSupplier condition) throws Exception {
    assertThat(views.get(0).watch().until(condition, PATIENCE).get()).isTrue();
  }

  /** All that is published, by interval. */
  private Map<Long, Clearing> clearings() {
    Map<Long, Clearing> published = new TreeMap<>();
    RecordSerde<Clearing> serde = new RecordSerde<>(settings);
    try (KafkaConsumer<String, Clearing> consumer =
        new KafkaConsumer<>(
            with("isolation.level", "read_committed"),
            new StringDeserializer(),
            serde.deserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(Topics.CLEARINGS, 0), new TopicPartition(Topics.CLEARINGS, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> published.put(record.value().getInterval(), record.value()));
      }
    }
    return published;
  }
}
