package io.tokenmarket.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.sandbox.OneCluster;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes whose clocks are set wrong while they run. */
@Timeout(300)
class WrongClocksTest {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  @TempDir Path dir;
  private final StartedParts running = new StartedParts();
  private final List<GateClosed> gates = new ArrayList<>();
  private final List<Instant> appended = new ArrayList<>();
  private OneCluster cluster;
  private Map<String, Object> settings;
  private KafkaConsumer<byte[], SpecificRecord> log;

  @BeforeEach
  void startCluster() throws Exception {
    cluster = running.add(new OneCluster(dir, 1));
    settings = cluster.settings();
    Map<String, Object> reading = new HashMap<>(settings);
    reading.put("isolation.level", "read_committed");
    log =
        running.add(
            new KafkaConsumer<>(
                reading,
                new ByteArrayDeserializer(),
                new RecordSerde<SpecificRecord>(settings).deserializer()));
    List<TopicPartition> partition = List.of(new TopicPartition(Topics.MARKET_LOG, 0));
    log.assign(partition);
    log.seekToBeginning(partition);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT55M", "PT24H", "-PT55M"})
  void aNodeProposesNoGateWhileItsClockIsWrongAndGoesOnWhenItIsRight(String error)
      throws Exception {
    Node node = node("one");
    cluster.openMarket();
    awaitGates(3);

    setClock("one", error);
    OneCluster.await("the node to say so", () -> health(node, "clock").equals("DOWN"));
    await("what was on its way to arrive", Duration.ofSeconds(3));
    read();
    int before = gates.size();
    assertThat(metric(node, "tokenmarket_clock_error_seconds"))
        .isCloseTo(Duration.parse(error).toSeconds(), within(5.0));
    assertThat(metric(node, "tokenmarket_ready")).isZero();
    await("some intervals to pass", Duration.ofSeconds(2));
    read();
    assertThat(gates).hasSize(before);
    node.check();

    setClock("one", "PT0S");
    awaitGates(before + 3);
    OneCluster.await("the node to be well", () -> health(node, "clock").equals("UP"));
    assertGatesAreOfTheirTime();
  }

  @Test
  void anotherNodeHoldsTheAuctionsMeanwhileAndTheFirstTakesPartAgain() throws Exception {
    Node one = node("one");
    cluster.openMarket();
    awaitGates(3);
    Node two = node("two");
    setClock("one", "PT55M");
    awaitDown(one);
    read();
    awaitGates(gates.size() + 5);
    assertThat(health(two, "engine")).isEqualTo("UP");
    assertThat(health(one, "clock")).isEqualTo("DOWN");

    setClock("one", "PT0S");
    OneCluster.await("the first to take part", () -> health(one, "engine").equals("UP"));
    setClock("two", "-PT55M");
    awaitDown(two);
    read();
    awaitGates(gates.size() + 5);
    assertGatesAreOfTheirTime();
  }

  private void awaitDown(Node node) throws Exception {
    OneCluster.await(
        "the node to leave its partitions", () -> health(node, "engine").equals("DOWN"));
  }

  private void assertGatesAreOfTheirTime() {
    for (int i = 0; i < gates.size(); i++) {
      assertThat(gates.get(i).getAt())
          .as("gate %s, appended at %s", gates.get(i), appended.get(i))
          .isBefore(appended.get(i).plus(TOLERANCE));
    }
  }

  private Node node(String name) throws Exception {
    Path error = dir.resolve(name + ".clock");
    Clock clock = new WrongClock(Clock.systemUTC(), error);
    Node node =
        running.add(
            Node.start(settings, dir.resolve(name), "127.0.0.1", 0, Security.open(), clock));
    node.awaitRunning();
    return node;
  }

  private void setClock(String name, String error) throws Exception {
    Path draft = Files.writeString(dir.resolve("draft"), error);
    Files.move(draft, dir.resolve(name + ".clock"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void awaitGates(int count) throws Exception {
    OneCluster.await(
        count + " gates",
        () -> {
          read();
          return gates.size() >= count;
        });
  }

  /** All that is committed now. */
  private void read() {
    TopicPartition partition = log.assignment().iterator().next();
    long end = log.endOffsets(log.assignment()).get(partition);
    while (log.position(partition) < end) {
      log.poll(Duration.ofMillis(100)).forEach(this::note);
    }
  }

  private void note(ConsumerRecord<byte[], SpecificRecord> record) {
    if (record.value() instanceof GateClosed gate) {
      gates.add(gate);
      appended.add(Instant.ofEpochMilli(record.timestamp()));
    }
  }

  private String health(Node node, String part) throws Exception {
    for (JsonNode found : new ObjectMapper().readTree(get(node, "/health/ready")).get("parts")) {
      if (found.get("part").asText().equals(part)) {
        return found.get("status").asText();
      }
    }
    throw new AssertionError("no part " + part);
  }

  private double metric(Node node, String name) throws Exception {
    return get(node, "/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private static String get(Node node, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private static void await(String what, Duration passed) throws Exception {
    Instant end = Instant.now().plus(passed);
    OneCluster.await(what, () -> Instant.now().isAfter(end));
  }
}
