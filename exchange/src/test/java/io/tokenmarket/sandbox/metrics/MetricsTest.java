package io.tokenmarket.sandbox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.Answer.Accepted;
import io.tokenmarket.producers.client.Answer.Rejected;
import io.tokenmarket.producers.client.ConsumerAppProducer;
import io.tokenmarket.producers.client.DemandTerms;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.FactoryProducer;
import io.tokenmarket.producers.client.OfferTerms;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics} of a whole exchange that held auctions and then was halted. */
@Timeout(180)
class MetricsTest {
  private static final String MARKET = "metered";
  private static final String[] LABEL = {"market", MARKET};
  private static final String[] MEDIUM = {"market", MARKET, "tier", "MEDIUM"};
  private static final long ALWAYS = 100_000;
  private static final BigDecimal LIMIT = new BigDecimal("3.000000");
  private static final DemandTerms TOKENS = DemandTerms.of("MEDIUM", 100, LIMIT);

  @TempDir static Path directory;
  private static DataFolder folder;
  private static Sandbox sandbox;
  private static Scrape scrape;
  private static Committed committed;

  @BeforeAll
  static void trade() throws Exception {
    folder = DataFolder.open(directory);
    sandbox = Sandbox.start(folder, 0);
    sandbox.node().awaitRunning();
    send(Topics.TOKEN_DEMAND, "x", "garbage".getBytes(StandardCharsets.UTF_8));
    try (ExchangeConnection exchange = ExchangeConnection.open(sandbox.settings())) {
      accepted(exchange.submit(definition()));
      FactoryProducer factory = new FactoryProducer(exchange, "oslo", MARKET);
      ConsumerAppProducer app = new ConsumerAppProducer(exchange, "chat", MARKET);
      accepted(factory.offer("power", power()));
      accepted(factory.offer("power", power()));
      accepted(app.demand("tokens", TOKENS.standingFor(ALWAYS)));
      rejected(app.demand(DemandTerms.of("WARP", 1, LIMIT)));
      rejected(new ConsumerAppProducer(exchange, "chat", "nowhere").demand(TOKENS));
      await(s -> s.value("tokenmarket_sold_tokens", MEDIUM) == 100_000);
    }
    halt();
    committed = Committed.of(sandbox.settings());
    scrape = await(s -> hasAll(s, committed) && lag(s) == 0);
  }

  @AfterAll
  static void stop() throws Exception {
    sandbox.close();
    folder.close();
  }

  @Test
  void auctionsAnswersPricesAndVolumesAreWhatTheLogSays() {
    assertThat(scrape.series()).containsAllEntriesOf(committed.figures());
    assertThat(committed.figures())
        .containsEntry("tokenmarket_commands_accepted_total{kind=\"SupplyOffer\"}", 1.0)
        .containsEntry("tokenmarket_commands_rejected_total{reason=\"UNKNOWN_TIER\"}", 1.0)
        .containsEntry("tokenmarket_commands_rejected_total{reason=\"UNKNOWN_MARKET\"}", 1.0)
        .containsKey(Scrape.name("tokenmarket_price_dollars_per_million_tokens", MEDIUM));
  }

  @Test
  void aLogThatSaysAnythingElseIsNoticed() {
    assertThat(hasAll(scrape, committed)).isTrue();
    assertThat(hasAll(scrape, committed.withoutTheLastAuction())).isFalse();
    assertThat(hasAll(scrape, committed.withOneMore(OrderAccepted.class))).isFalse();
    assertThat(hasAll(scrape, committed.withOneMore(OrderRejected.class))).isFalse();
  }

  @Test
  void whatIsNotToldInTheLogIsCountedNowhere() {
    double answers =
        committed.figures().entrySet().stream()
            .filter(figure -> figure.getKey().startsWith("tokenmarket_commands_"))
            .mapToDouble(Map.Entry::getValue)
            .sum();

    assertThat(
            scrape.sum("tokenmarket_commands_accepted_total")
                + scrape.sum("tokenmarket_commands_rejected_total"))
        .isEqualTo(answers);
    assertThat(scrape.value("tokenmarket_dead_letters_total", "cause", "UNDECODABLE")).isOne();
    assertThat(scrape.sum("tokenmarket_dead_letters_total")).isOne();
  }

  @Test
  void twoOrdersStandAndTheStoresHoldThem() {
    assertThat(scrape.value("tokenmarket_open_orders", LABEL)).isEqualTo(2);
    assertThat(store("views", "market-history"))
        .as("estimated")
        .isGreaterThanOrEqualTo(committed.clearings().size());
    assertThat(store("engine", "handled-log")).isOne();
  }

  private static double store(String application, String store) {
    String[] labels = {"application", application, "store", store};
    return scrape.value("tokenmarket_store_entries", labels);
  }

  @Test
  void whatAnOpenTransactionHidesIsTheLogsLagAndWhatTheEngineHasNotReadIsItsOwn() throws Exception {
    Map<String, Object> settings = new HashMap<>(sandbox.settings());
    settings.put("transactional.id", "in-the-way");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(Topics.MARKET_LOG, 0, "nobody", new byte[1])).get();
      Scrape hidden = await(s -> stableLag(s) > 0);
      assertThat(stableLag(hidden)).isOne();
      assertThat(lag(hidden)).isZero();

      producer.abortTransaction();
      assertThat(stableLag(await(s -> stableLag(s) == 0))).isZero();
    }
  }

  @Test
  void theTableOfTheMetricsNamesThoseThereAreAndNoOthers() throws Exception {
    assertThat(scrape.metrics()).containsExactlyInAnyOrderElementsOf(MetricsTable.read().names());
  }

  @Test
  void nobodysNameIsALabel() {
    assertThat(scrape.series().keySet()).noneMatch(s -> s.contains("oslo") || s.contains("chat"));
  }

  private static Scrape await(Predicate<Scrape> wanted) throws Exception {
    return Scrape.await(sandbox.node().port(), wanted);
  }

  private static boolean hasAll(Scrape scrape, Committed log) {
    return scrape.series().entrySet().containsAll(log.figures().entrySet());
  }

  private static double lag(Scrape scrape) {
    return scrape.sum("tokenmarket_engine_lag_records");
  }

  private static double stableLag(Scrape scrape) {
    return scrape.sum("tokenmarket_log_stable_lag_records");
  }

  private static void halt() throws Exception {
    var serializer = new RecordSerde<SpecificRecord>(sandbox.settings()).serializer();
    SpecificRecord halt = new MarketHalted("halt", MARKET, "operator");
    String topic = Topics.MARKET_OPERATIONS;
    send(topic, MARKET, serializer.serialize(topic, halt));
    await(s -> s.value("tokenmarket_commands_accepted_total", "kind", "MarketHalted") == 1);
  }

  private static void send(String topic, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            new HashMap<>(sandbox.settings()), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private static MarketDefinition definition() {
    return MarketDefinition.newBuilder()
        .setCommandId("open")
        .setMarket(MARKET)
        .setParticipant("operator")
        .setOrigin(Instant.now())
        .setIntervalMillis(250)
        .setTiers(Catalogue.load().tierDefinitions())
        .setPriceStep(1_000)
        .setFeePpm(1_000)
        .setMemoryAuctions(ALWAYS)
        .build();
  }

  private static OfferTerms power() {
    return OfferTerms.of("fjord", "hopper", 1_000)
        .tier("MEDIUM", 1_000_000, new BigDecimal("1.000000"))
        .standingFor(ALWAYS);
  }

  private static void accepted(CompletableFuture<Answer> answer) throws Exception {
    assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(Accepted.class);
  }

  private static void rejected(CompletableFuture<Answer> answer) throws Exception {
    assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(Rejected.class);
  }
}
