package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.ForeignRecord;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.topology.views.Views;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else writes to every topic of a running exchange what is none of its records, under the
 * keys that the exchange itself uses. It has no effect, and everybody can say where it is.
 */
@Timeout(240)
class StrangeRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String REVENUE = "/v1/markets/north/revenue";

  /** What the exchange writes, with the key of it that is sure to be in the way. */
  private static final Map<String, String> KEYS =
      Map.of(
          Topics.MARKET_LOG, "north",
          Topics.CLEARINGS, "north",
          Topics.TRADES, "north",
          Topics.INDICATIVE_CLEARINGS, "north",
          Topics.SETTLEMENTS, "north",
          Topics.ORDER_EVENTS, "chat");

  @TempDir static Path directory;
  private static TradingExchange exchange;
  private static final List<ForeignRecord> strangers = new ArrayList<>();
  private static final List<SpecificRecord> forged = new ArrayList<>();

  @BeforeAll
  static void trade() throws Exception {
    exchange = TradingExchange.start(directory);
    exchange.trade(3);
    writeEverywhere();
    forge();
    exchange.trade(5);
  }

  @AfterAll
  static void stop() throws Exception {
    exchange.close();
  }

  private static void writeEverywhere() throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            new HashMap<>(exchange.settings()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Map.Entry<String, String> topic : KEYS.entrySet()) {
        for (byte[] value : strange(topic.getKey())) {
          write(producer, new ProducerRecord<>(topic.getKey(), topic.getValue(), value));
        }
        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
        write(producer, new ProducerRecord<>(topic.getKey(), 1, null, hello));
      }
    }
  }

  /** Records of the exchange's own, with one thing in each that never was. */
  private static void forge() throws Exception {
    forged.addAll(Forged.records(exchange));
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(exchange.settings());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            new HashMap<>(exchange.settings()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (SpecificRecord record : forged) {
        String topic = Forged.topic(record);
        byte[] value = serde.serializer().serialize(topic, record);
        write(producer, new ProducerRecord<>(topic, KEYS.get(topic), value));
      }
    }
  }

  private static void write(
      KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record)
      throws Exception {
    RecordMetadata where = producer.send(record).get();
    strangers.add(new ForeignRecord(where.topic(), where.partition(), where.offset()));
  }

  /** Text, nothing, no value at all, a schema nobody has, and a record that belongs elsewhere. */
  private static List<byte[]> strange(String topic) {
    SpecificRecord misplaced =
        topic.equals(Topics.MARKET_LOG)
            ? exchange.views().latestClearing("north").orElseThrow()
            : new GateClosed("north", 1L, Instant.EPOCH);
    byte[] elsewhere =
        new RecordSerde<SpecificRecord>(exchange.settings())
            .serializer()
            .serialize(topic, misplaced);
    return Arrays.asList(
        "hello".getBytes(StandardCharsets.UTF_8),
        new byte[0],
        null,
        new byte[] {0, 127, 1, 2, 3, 4, 5},
        Arrays.copyOf(elsewhere, elsewhere.length - 1),
        elsewhere);
  }

  /** Commands are answered: the engine reads on, and so does the client that waits. */
  @Test
  void auctionsAndAnswersGoOn() throws Exception {
    exchange.halt();
    exchange.resume();
    exchange.trade(2);
  }

  @Test
  void aNodeThatHasReadThemSaysWhereTheLastOnesStand() throws Exception {
    JsonNode node = get(exchange.port(), "/v1/node");
    for (JsonNode partition : node.get("partitions")) {
      List<Long> there =
          strangers.stream()
              .filter(s -> s.topic().equals(partition.get("topic").textValue()))
              .filter(s -> s.partition() == partition.get("partition").intValue())
              .map(ForeignRecord::offset)
              .toList();
      assertThat(partition.get("unreadable").intValue())
          .as("%s", partition)
          .isEqualTo(there.size());
      assertThat(there.isEmpty() ? partition.get("lastUnreadable").isNull() : true).isTrue();
      there.stream()
          .max(Comparator.naturalOrder())
          .ifPresent(
              last -> assertThat(partition.get("lastUnreadable").longValue()).isEqualTo(last));
    }
  }

  @Test
  void whatIsForgedHidesNoPriceAndChangesNothing() {
    Views views = exchange.views();
    assertThat(Forged.filed(views)).isNotEmpty().doesNotContainAnyElementsOf(forged);
    long last = views.latestClearing("north").orElseThrow().getInterval();
    assertThat(views.replicas().lastInterval("north")).isGreaterThanOrEqualTo(last);
  }

  /** So that the test above would see one that is filed. */
  @Test
  void whatIsNotForgedIsFiled() {
    assertThat(Forged.filed(exchange.views())).containsAll(Forged.originals());
  }

  @Test
  void aNewNodeAndOneThatIsStartedAgainReadPastThem() throws Exception {
    exchange.halt();
    JsonNode truth = get(exchange.port(), REVENUE);
    for (int start = 0; start < 2; start++) {
      try (Views views = exchange.views("second", Map.of());
          RestServer rest = RestServer.start(views, "127.0.0.1", 0)) {
        views.awaitRunning(PATIENCE);
        assertThat(get(rest.port(), REVENUE)).isEqualTo(truth);
      }
    }
    exchange.resume();
  }

  @Test
  void verifyNamesThemAndVerifiesAllTheRest() throws Exception {
    exchange.halt();
    try (LogSource log = ClusterLog.open(exchange.settings())) {
      Verification.Result result = Verification.run(log, Progress.NONE);
      assertThat(result.difference()).isEmpty();
      assertThat(result.viewsCompared()).isTrue();
      assertThat(result.tally().clearings()).isGreaterThan(5);
      assertThat(result.tally().strangers()).containsExactlyInAnyOrderElementsOf(strangers);
    }
    exchange.resume();
  }

  /** It can be read, and still fits nothing: the node that reads it must not end by it. */
  @Test
  void whatLooksLikeARecordOfTheExchangeAndFitsNothingStopsNobody() throws Exception {
    exchange.trade(1);
    Clearing clearing = exchange.views().latestClearing("north").orElseThrow();
    exchange.await(() -> !exchange.views().trades("north", clearing.getInterval(), 0, 1).isEmpty());
    Trade trade = exchange.views().trades("north", clearing.getInterval(), 0, 1).get(0);
    try (TradingExchange other = TradingExchange.start(directory.resolve("other"));
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                new HashMap<>(other.settings()),
                new StringSerializer(),
                new ByteArraySerializer())) {
      RecordSerde<SpecificRecord> serde = new RecordSerde<>(other.settings());
      for (SpecificRecord record : nonsense(clearing, trade)) {
        String topic = record instanceof Trade ? Topics.TRADES : Topics.CLEARINGS;
        byte[] value = serde.serializer().serialize(topic, record);
        producer.send(new ProducerRecord<>(topic, "north", value)).get();
      }
      other.trade(8);
    }
  }

  private static List<SpecificRecord> nonsense(Clearing clearing, Trade trade) {
    return List.of(
        Clearing.newBuilder(clearing).setInterval(-1).build(),
        Clearing.newBuilder(clearing).setInterval(2).setTrades(-1).build(),
        Clearing.newBuilder(clearing).setInterval(3).setOffers(List.of()).setTrades(1).build(),
        Trade.newBuilder(trade).setInterval(-1).build(),
        Trade.newBuilder(trade).setNumber(-1).build(),
        Trade.newBuilder(trade).setInterval(3).setOfferId("nobody's").build());
  }

  private static JsonNode get(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> answer =
        CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
