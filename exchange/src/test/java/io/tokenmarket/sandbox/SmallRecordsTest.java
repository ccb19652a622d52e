package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.tokenmarket.node.Node;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.ExportedLog;
import io.tokenmarket.replay.LogExport;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.SetupException;
import io.tokenmarket.topology.engine.EngineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that takes a megabyte at once, as many do. */
@Timeout(900)
class SmallRecordsTest {
  private static final int MEGABYTE = 1_000_000;
  private static final int FACTORIES = 100;
  private static final String MARKET = "eu";
  private static final String TIER = "MEDIUM";
  private static final long INTERVAL_MILLIS = 20_000;
  private static final long DOLLAR = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir private Path dir;

  @Test
  void aClearingOfAHundredThousandOffersIsPublishedReadAndVerified() throws Exception {
    isPublishedReadAndVerified(100_000, MEGABYTE);
  }

  @Test
  void soIsASmallOneWhereTheNodeMakesSmallRecords() throws Exception {
    isPublishedReadAndVerified(2_000, 20_000);
  }

  private void isPublishedReadAndVerified(int offers, int recordBytes) throws Exception {
    try (OneCluster cluster = new OneCluster(dir, 1, MEGABYTE);
        Node node = node(cluster.settings(), recordBytes)) {
      node.awaitRunning();
      List<GenericRecord> parts;
      try (KafkaConsumer<String, Object> stranger = stranger(cluster.settings())) {
        fill(cluster.settings(), offers);
        parts = awaitLarge(stranger, offers, recordBytes);
      }
      assertThat(parts).hasSizeGreaterThan(3);
      assertThat(offers(parts))
          .as("offers in the parts, as a stranger reads them")
          .isEqualTo(offers);
      long interval = (long) clearing(parts.get(0)).get("interval");
      JsonNode told =
          new Rest(node.port(), PATIENCE).get("/v1/markets/eu/clearings/" + interval, any -> true);
      assertThat(told.path("certificate").path("hash").asText()).isNotEmpty();
      verify(ClusterLog.open(cluster.settings()));
      try (LogSource source = ClusterLog.open(cluster.settings())) {
        LogExport.write(source, dir.resolve("export"), Progress.NONE);
      }
      verify(ExportedLog.open(dir.resolve("export")));
    }
  }

  @Test
  void aTopicThatTakesTooLittleForAPartIsRefusedAtTheStartInASentence() throws Exception {
    try (OneCluster cluster = new OneCluster(dir, 1, MEGABYTE)) {
      try (Admin admin = cluster.admin()) {
        ConfigResource clearings = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CLEARINGS);
        ConfigEntry little = new ConfigEntry("max.message.bytes", "500000");
        admin
            .incrementalAlterConfigs(
                Map.of(clearings, List.of(new AlterConfigOp(little, OpType.SET))))
            .all()
            .get();
      }
      assertThatThrownBy(() -> node(cluster.settings(), MEGABYTE))
          .isInstanceOf(SetupException.class)
          .hasMessageStartingWith(
              "topic clearings has max.message.bytes=500000 where the exchange needs ")
          .hasMessageEndingWith("./tokenmarket topics sets it");
    }
  }

  private Node node(Map<String, Object> cluster, int recordBytes) {
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put(EngineConfig.INTAKE_RATE, 0);
    settings.put(EngineConfig.RECORD_BYTES, recordBytes);
    // A machine that is busy with other tests takes its time.
    settings.put("producer.transaction.timeout.ms", 120_000);
    return Node.start(settings, dir.resolve("node"), "127.0.0.1", 0);
  }

  /** As anybody reads who has an Avro library and the registry. */
  private static KafkaConsumer<String, Object> stranger(Map<String, Object> cluster) {
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    KafkaAvroDeserializer values = new KafkaAvroDeserializer();
    values.configure(settings, false);
    KafkaConsumer<String, Object> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), values);
    consumer.assign(List.of(new TopicPartition(Topics.CLEARINGS, 0)));
    return consumer;
  }

  private static void fill(Map<String, Object> settings, int offers) {
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(settings);
    try (KafkaProducer<String, SpecificRecord> producer =
        new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
      producer.send(new ProducerRecord<>(Topics.MARKET_DEFINITIONS, MARKET, definition()));
      producer.flush();
      for (int n = 0; n < offers; n++) {
        SupplyOffer offer = offer(n);
        producer.send(new ProducerRecord<>(Topics.SUPPLY_OFFERS, offer.getParticipant(), offer));
      }
      producer.send(new ProducerRecord<>(Topics.TOKEN_DEMAND, "app", demand()));
    }
  }

  private static MarketDefinition definition() {
    return MarketDefinition.newBuilder()
        .setCommandId("define")
        .setMarket(MARKET)
        .setParticipant("operator")
        .setOrigin(Instant.now().truncatedTo(ChronoUnit.SECONDS))
        .setIntervalMillis(INTERVAL_MILLIS)
        .setTiers(List.of(new TierDefinition(TIER, 40L, 32_768L, 0L, 100 * DOLLAR, DOLLAR)))
        .setPriceStep(1L)
        .setFeePpm(0L)
        .setMemoryAuctions(100L)
        .setRulebook(1)
        .setClearingBytes(40 << 20)
        .build();
  }

  private static SupplyOffer offer(int n) {
    return SupplyOffer.newBuilder()
        .setCommandId("offer-" + n)
        .setMarket(MARKET)
        .setParticipant("factory-" + n % FACTORIES)
        .setSite("hall-" + n % 10)
        .setHardware("GB300")
        .setKilowatts(1_000L)
        .setRates(List.of(new TierRate(TIER, 1_000_000L, DOLLAR + n)))
        .setIntervals(1_000L)
        .build();
  }

  /** A thousand offers make it: each auction has about as many trades. */
  private static TokenDemand demand() {
    return TokenDemand.newBuilder()
        .setCommandId("demand")
        .setMarket(MARKET)
        .setParticipant("app")
        .setTier(TIER)
        .setLots(1_000 * INTERVAL_MILLIS)
        .setLimitPrice(2 * DOLLAR)
        .setIntervals(1_000L)
        .build();
  }

  /** The parts of the first clearing that has all the offers. */
  private static List<GenericRecord> awaitLarge(
      KafkaConsumer<String, Object> stranger, int offers, int recordBytes) {
    List<GenericRecord> parts = new ArrayList<>();
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(giveUp)) {
      for (ConsumerRecord<String, Object> record : stranger.poll(Duration.ofMillis(100))) {
        assertThat(record.serializedValueSize()).isLessThan(recordBytes);
        if (take(parts, (GenericRecord) record.value(), offers)) {
          return parts;
        }
      }
    }
    throw new AssertionError("no clearing of all offers in " + PATIENCE);
  }

  private static boolean take(List<GenericRecord> parts, GenericRecord published, int offers) {
    if (!published.hasField("parts")) {
      return false;
    }
    if ((int) published.get("part") == 0) {
      parts.clear();
    }
    parts.add(published);
    return parts.size() == (int) published.get("parts") && offers(parts) == offers;
  }

  private static long offers(List<GenericRecord> parts) {
    return parts.stream().mapToLong(part -> ((List<?>) clearing(part).get("offers")).size()).sum();
  }

  private static GenericRecord clearing(GenericRecord part) {
    return (GenericRecord) part.get("clearing");
  }

  private static void verify(LogSource record) {
    try (LogSource source = record) {
      Verification.Result result = Verification.run(source, Progress.NONE);
      assertThat(result.difference()).isEmpty();
      assertThat(result.tally().clearings()).isPositive();
      assertThat(result.tally().strangers()).isEmpty();
    }
  }
}
