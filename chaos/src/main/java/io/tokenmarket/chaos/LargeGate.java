package io.tokenmarket.chaos;

import io.tokenmarket.chaos.GateReader.Seen;
import io.tokenmarket.schemas.Partitions;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.topology.engine.EngineConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A market of its own, alone in its partition, in which so many orders are open that its gate is
 * published in many transactions; and the node that publishes it, which is killed in between.
 *
 * <p>The demands are open until they are filled. Nobody sells before all of them are; then one
 * offer suffices for all. So each demand is traded, awarded and filled at one gate.
 */
final class LargeGate implements AutoCloseable {
  static final String MARKET = "large";

  private static final Duration FILLING = Duration.ofMinutes(15);
  private static final Duration PUBLISHING = Duration.ofMinutes(5);
  private static final int APPS = 1_000;
  private static final long KILOWATTS = 10_000_000;
  private static final long RATE = 1_000_000;

  private final Cluster cluster;
  private final Doors doors;
  private final int orders;
  private final int partition;
  private final Map<String, Object> settings;
  private final List<CutGate> cuts = new ArrayList<>();
  private GateReader reader;
  private Server owner;
  private int filled;

  /**
   * @param partitions of the log
   * @param orders of a gate
   */
  LargeGate(Cluster cluster, Doors doors, int partitions, int orders) {
    this.cluster = cluster;
    this.doors = doors;
    this.orders = orders;
    settings = new HashMap<>(cluster.settings());
    settings.put("acks", "all");
    partition = Partitions.of(MARKET, partitions);
  }

  /** Orders of one gate begin with this. */
  private String prefix() {
    return "gate-" + filled + "-";
  }

  /** Lets all demands come into the log, and the offer behind them. */
  private void fill() throws InterruptedException {
    filled++;
    reader = new GateReader(cluster.settings(), MARKET, prefix());
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(settings);
    try (KafkaProducer<String, SpecificRecord> producer =
        new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
      if (filled == 1) {
        Instant origin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        SpecificRecord market = Draw.market(MARKET, origin, Math.max(5_000, orders / 10));
        producer.send(new ProducerRecord<>(Topics.MARKET_DEFINITIONS, MARKET, market));
        Patience.await(FILLING, "the market to be defined", reader::isDefined);
      }
      for (int n = 0; n < orders; n++) {
        TokenDemand demand = demand(n);
        producer.send(new ProducerRecord<>(Topics.TOKEN_DEMAND, demand.getParticipant(), demand));
      }
      producer.flush();
      Patience.await(FILLING, "the orders to stand", () -> reader.seen().answers() == orders);
      SupplyOffer offer = offer();
      producer.send(new ProducerRecord<>(Topics.SUPPLY_OFFERS, offer.getParticipant(), offer));
    }
    owner = owner();
  }

  private TokenDemand demand(int n) {
    return TokenDemand.newBuilder()
        .setCommandId(prefix() + n)
        .setMarket(MARKET)
        .setParticipant(MARKET + "-app-" + n % APPS)
        .setTier(Draw.TIERS.get(n % Draw.TIERS.size()))
        .setLots(1 + n % 7)
        .setLimitPrice(Draw.CAP)
        .setIntervals(1)
        .setUntilCancelled(true)
        .setOnce(true)
        .build();
  }

  private SupplyOffer offer() {
    return SupplyOffer.newBuilder()
        .setCommandId("offer-" + filled)
        .setMarket(MARKET)
        .setParticipant("seller")
        .setSite("site")
        .setHardware("hardware")
        .setKilowatts(KILOWATTS)
        .setRates(Draw.TIERS.stream().map(tier -> new TierRate(tier, RATE, 1_000L)).toList())
        .setIntervals(1)
        .build();
  }

  /** The node that has this market's partition of the log. */
  private Server owner() throws InterruptedException {
    try (Admin admin = Admin.create(settings)) {
      String engine = EngineConfig.of(settings).applicationId();
      var group = admin.describeConsumerGroups(List.of(engine)).describedGroups().get(engine);
      return cluster.node(
          group.get().members().stream()
              .filter(this::isOwner)
              .findFirst()
              .flatMap(MemberDescription::groupInstanceId)
              .orElseThrow());
    } catch (ExecutionException unknown) {
      throw new IllegalStateException("who owns the market is not known", unknown.getCause());
    }
  }

  private boolean isOwner(MemberDescription member) {
    return member
        .assignment()
        .topicPartitions()
        .contains(new TopicPartition(Topics.MARKET_LOG, partition));
  }

  /** Fills the market and waits until something of its auction is committed. */
  void begin() throws InterruptedException {
    if (reader != null) {
      reader.close();
    }
    fill();
    Patience.await(FILLING, "the gate of all orders", () -> reader.seen().events() > 0);
  }

  /**
   * Kills the node that publishes it, and starts it again.
   *
   * @return false where it had published all of it when it died
   */
  boolean cut() throws InterruptedException {
    owner.kill();
    long killed = System.nanoTime();
    reader.catchUp();
    Seen atKill = reader.seen();
    boolean whole = reader.isWhole(orders);
    owner.start();
    awaitWhole();
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    cuts.add(new CutGate(orders, atKill.events(), reader.seen().events(), took));
    return !whole;
  }

  /** Waits until all of it is committed; until then nobody is told a part of it as if it were. */
  private void awaitWhole() throws InterruptedException {
    Patience.await(
        PUBLISHING,
        "the rest of what a gate gives",
        () -> {
          cluster.revive();
          doors.requireNoPart(reader.seen().clearing());
          return reader.isWhole(orders);
        });
    reader.requireBalance();
    Patience.await(
        PUBLISHING, "every node to tell all of it", () -> doors.tellAll(reader.seen().clearing()));
  }

  /** All that were cut so far. */
  List<CutGate> cuts() {
    return List.copyOf(cuts);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
