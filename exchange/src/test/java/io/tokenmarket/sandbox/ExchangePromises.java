package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.node.Node;
import io.tokenmarket.node.StartedParts;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.Answer.Accepted;
import io.tokenmarket.producers.client.Answer.Rejected;
import io.tokenmarket.producers.client.CommandSigner;
import io.tokenmarket.producers.client.ConsumerAppProducer;
import io.tokenmarket.producers.client.DemandTerms;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.FactoryProducer;
import io.tokenmarket.producers.client.OfferTerms;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.Setup;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the exchange promises its participants, end to end: their own clients, a broker, a registry,
 * a node, REST. Which broker is the subclass's to say.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
abstract class ExchangePromises {
  private static final long ALWAYS = 100_000;
  private static final BigDecimal ASK = new BigDecimal("1.000000");
  private static final BigDecimal LIMIT = new BigDecimal("3.000000");

  private final StartedParts running = new StartedParts();
  private Map<String, Object> settings;
  private ExchangeConnection exchange;
  private Rest rest;

  /** Where the brokers are that the exchange is to run on; started once for all tests. */
  abstract String bootstrapServers(Path dir);

  @BeforeAll
  void startExchange(@TempDir Path dir) throws Exception {
    RegistryServer registry = running.add(RegistryServer.start(dir.resolve("schemas.json"), 0));
    settings =
        Map.of("bootstrap.servers", bootstrapServers(dir), "schema.registry.url", registry.url());
    try (Admin admin = Admin.create(settings)) {
      Setup.topics(admin, 2, (short) 1);
    }
    Setup.schemas(settings);
    Node node = running.add(Node.start(settings, dir.resolve("node"), "127.0.0.1", 0));
    node.awaitRunning();
    exchange = running.add(ExchangeConnection.open(settings));
    rest = new Rest(node.port());
  }

  @AfterAll
  void stopExchange() {
    running.close();
  }

  @Test
  void anOfferAndADemandThatMeetAreTradedAndAwardedAtOnePrice() throws Exception {
    open("meeting");
    Awards sales = new Awards();
    Awards purchases = new Awards();
    factory("meeting").listen(sales);
    app("meeting").listen(purchases);

    assertThat(answer(factory("meeting").offer("offer", power()))).isInstanceOf(Accepted.class);
    assertThat(answer(app("meeting").demand("demand", tokens()))).isInstanceOf(Accepted.class);

    OrderAwarded bought = purchases.since(0);
    OrderAwarded sold = sales.since(bought.getInterval());
    assertThat(bought.getLots()).isEqualTo(tokens().lots());
    assertThat(sold.getNanoDollars()).isEqualTo(bought.getNanoDollars());
    assertThat(sold.getPrice()).isEqualTo(bought.getPrice()).isBetween(1_000_000L, 3_000_000L);
  }

  @Test
  void whatWasTradedIsReadOverRest() throws Exception {
    open("rest");
    Awards purchases = new Awards();
    app("rest").listen(purchases);
    answer(factory("rest").offer(power()));
    answer(app("rest").demand(tokens()));
    long interval = purchases.since(0).getInterval();

    JsonNode trades = rest.get("/v1/markets/rest/intervals/" + interval + "/trades", found -> true);
    JsonNode prices = rest.get("/v1/markets/rest/prices/" + interval, found -> true);
    JsonNode revenue =
        rest.get(
            "/v1/factories/factory-rest/revenue",
            found -> found.at("/total/tokens").asLong() >= 100_000);

    assertThat(trades.at("/trades/0/factory").asText()).isEqualTo("factory-rest");
    assertThat(trades.at("/trades/0/consumer").asText()).isEqualTo("app-rest");
    assertThat(prices.findValuesAsText("tier")).contains("MEDIUM");
    assertThat(trades.at("/trades/0/price").asText()).isEqualTo(price(prices, "MEDIUM"));
    assertThat(new BigDecimal(revenue.at("/total/revenue").asText())).isPositive();
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheMarketGoesOn() throws Exception {
    open("garbage");
    byte[] unknownSchema = ByteBuffer.allocate(8).put((byte) 0).putInt(987_654).array();

    sendRaw("app-garbage", "garbage".getBytes(StandardCharsets.UTF_8));
    sendRaw("app-garbage", unknownSchema);

    assertThat(deadLetters(2))
        .containsEntry("UNDECODABLE", "garbage")
        .containsKey("UNKNOWN_SCHEMA");
    Awards purchases = new Awards();
    app("garbage").listen(purchases);
    answer(factory("garbage").offer(power()));
    answer(app("garbage").demand(tokens()));
    assertThat(purchases.since(0).getTier()).isEqualTo("MEDIUM");
  }

  @Test
  void aCancelledDemandIsNotAwardedAnyMore() throws Exception {
    open("cancelling");
    Awards sales = new Awards();
    Awards purchases = new Awards();
    factory("cancelling").listen(sales);
    app("cancelling").listen(purchases);
    answer(factory("cancelling").offer("offer", power()));
    answer(app("cancelling").demand("first", tokens()));
    purchases.since(0);

    Answer cancelled = answer(app("cancelling").cancel("first"));
    answer(app("cancelling").demand("second", tokens()));

    assertThat(cancelled).isInstanceOf(Accepted.class);
    OrderAwarded next = purchases.since(0);
    while (next.getLogPosition() < cancelled.logPosition()) {
      next = purchases.since(0);
    }
    assertThat(next.getOrderId()).isEqualTo("second");
    assertThat(sales.since(next.getInterval()).getLots()).isEqualTo(tokens().lots());
  }

  @Test
  void aCommandSentAgainGetsItsAnswerAgainAndHasNoEffect() throws Exception {
    open("again");
    Answer first = answer(factory("again").offer("offer", power()));
    Answer second = answer(factory("again").offer("offer", power()));
    Answer other = answer(factory("again").offer("offer", power().standingFor(7)));

    assertThat(first.repeated()).isFalse();
    assertThat(second).isEqualTo(new Accepted("offer", "offer", first.logPosition(), true));
    assertThat(((Rejected) other).reason()).isEqualTo("COMMAND_ID_CONFLICT");
  }

  @Test
  void whatIsRefusedHasAReasonCode() throws Exception {
    open("refusing");
    Map<String, DemandTerms> wrong = new TreeMap<>();
    wrong.put("UNKNOWN_TIER", DemandTerms.of("WARP", 1, LIMIT));
    wrong.put("QUANTITY_OUT_OF_RANGE", DemandTerms.of("MEDIUM", -1, LIMIT));
    wrong.put("PRICE_OFF_GRID", new DemandTerms("MEDIUM", 1, 1_000_001, 1));
    wrong.put("PRICE_OVER_CAP", DemandTerms.of("MEDIUM", 1, new BigDecimal("1073")));
    wrong.put("INTERVALS_OUT_OF_RANGE", tokens().standingFor(0));

    Map<String, String> codes = new TreeMap<>();
    for (var order : wrong.entrySet()) {
      Rejected refusal = (Rejected) answer(app("refusing").demand(order.getValue()));
      codes.put(order.getKey(), refusal.reason());
    }
    Answer unknown = answer(app("nowhere").demand(tokens()));

    assertThat(codes).allSatisfy((expected, code) -> assertThat(code).isEqualTo(expected));
    assertThat(((Rejected) unknown).reason()).isEqualTo("UNKNOWN_MARKET");
  }

  @Test
  void whoHasAKeyIsHeardSignedOnly() throws Exception {
    open("signing");
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String publicKey = Ed25519.text(key.getPublic());
    Answer registered =
        answer(
            exchange.submit(
                new KeyDefinition("key", "signing", "operator", "app-signing", publicKey)));
    Answer unsigned = answer(app("signing").demand("bid", tokens()));
    exchange.signFor("app-signing", new CommandSigner(key.getPrivate(), Duration.ofMinutes(2)));
    Answer signed = answer(app("signing").demand("bid", tokens()));

    assertThat(registered).isInstanceOf(Accepted.class);
    assertThat(((Rejected) unsigned).reason()).isEqualTo("SIGNATURE_MISSING");
    assertThat(unsigned.logPosition()).isPositive();
    assertThat(signed).isInstanceOf(Accepted.class);
    assertThat(answer(factory("signing").offer(power()))).isInstanceOf(Accepted.class);
  }

  private void open(String market) throws Exception {
    MarketDefinition definition =
        MarketDefinition.newBuilder()
            .setCommandId("open-" + market)
            .setMarket(market)
            .setParticipant("operator")
            .setOrigin(Instant.now())
            .setIntervalMillis(250)
            .setTiers(Catalogue.load().tierDefinitions())
            .setPriceStep(1_000)
            .setFeePpm(1_000)
            .setMemoryAuctions(ALWAYS)
            .build();
    assertThat(answer(exchange.submit(definition))).isInstanceOf(Accepted.class);
  }

  private FactoryProducer factory(String market) {
    return new FactoryProducer(exchange, "factory-" + market, market);
  }

  private ConsumerAppProducer app(String market) {
    return new ConsumerAppProducer(exchange, "app-" + market, market);
  }

  /** 1 MW that makes up to 250 lots in an interval of 250 ms. */
  private static OfferTerms power() {
    return OfferTerms.of("somewhere", "hopper", 1_000)
        .tier("MEDIUM", 1_000_000, ASK)
        .standingFor(ALWAYS);
  }

  private static DemandTerms tokens() {
    return DemandTerms.of("MEDIUM", 100, LIMIT).standingFor(ALWAYS);
  }

  private static Answer answer(CompletableFuture<Answer> answer) throws Exception {
    return answer.get(60, TimeUnit.SECONDS);
  }

  private static String price(JsonNode prices, String tier) {
    for (JsonNode entry : prices.get("tiers")) {
      if (entry.get("tier").asText().equals(tier)) {
        return entry.get("price").asText();
      }
    }
    return "none";
  }

  private void sendRaw(String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            new HashMap<>(settings), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.TOKEN_DEMAND, key, value)).get();
    }
  }

  /** By cause, the bytes that could not be read. */
  private Map<String, String> deadLetters(int count) {
    Map<String, Object> reading = new HashMap<>(settings);
    reading.putAll(
        Map.of(
            "group.id", "dead-letters-of-" + getClass().getSimpleName(),
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed"));
    Map<String, String> letters = new TreeMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            reading,
            new StringDeserializer(),
            new RecordSerde<DeadLetter>(settings).deserializer())) {
      consumer.subscribe(List.of(Topics.DEAD_LETTERS));
      while (letters.size() < count) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                read ->
                    letters.put(
                        read.value().getCause(),
                        new String(read.value().getRecordValue().array(), StandardCharsets.UTF_8)));
      }
    }
    return letters;
  }
}
