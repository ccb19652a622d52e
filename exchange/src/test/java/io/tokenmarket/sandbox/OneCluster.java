package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.node.Node;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A broker and a registry, set up, each of which can be stopped and started again. */
public final class OneCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path dir;
  private final Map<String, Object> settings = new HashMap<>();
  private final int port;
  private final int mostBytes;
  private EmbeddedKafka kafka;
  private RegistryServer registry;

  public OneCluster(Path dir, int partitions) {
    this(dir, partitions, Setup.USUAL_MESSAGE_BYTES);
  }

  /** The same, which takes no more bytes at once than these. */
  public OneCluster(Path dir, int partitions, int mostBytes) {
    this.dir = dir;
    this.mostBytes = mostBytes;
    startRegistry("schemas.json");
    kafka = EmbeddedKafka.start(kafkaFolder(), 0);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
    Setup.schemas(settings);
    setUpTopics(partitions);
  }

  public void setUpTopics(int partitions) {
    try (Admin admin = admin()) {
      Setup.topics(admin, ExchangeName.NONE, partitions, (short) 1, mostBytes);
    }
  }

  public Map<String, Object> settings() {
    return Map.copyOf(settings);
  }

  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", settings.get("bootstrap.servers")));
  }

  public Path kafkaFolder() {
    return dir.resolve("kafka");
  }

  public void stopKafka() {
    kafka.close();
  }

  /** Where it was before. */
  public void startKafka() {
    kafka = EmbeddedKafka.start(kafkaFolder(), port);
  }

  public void stopRegistry() {
    registry.close();
  }

  /** With the schemas that are in this file. */
  public void startRegistry(String file) {
    registry = RegistryServer.start(dir.resolve(file), 0);
    settings.put("schema.registry.url", registry.url());
  }

  /** A node that serves. */
  public Node node(String name) throws Exception {
    Node node = Node.start(settings(), dir.resolve(name), "127.0.0.1", 0);
    node.awaitRunning();
    return node;
  }

  /** A market whose auctions need no orders, five a second. */
  public void openMarket() {
    try (ExchangeConnection exchange = ExchangeConnection.open(settings())) {
      exchange
          .submit(
              MarketDefinition.newBuilder()
                  .setCommandId("open")
                  .setMarket("eu")
                  .setParticipant("operator")
                  .setOrigin(Instant.now())
                  .setIntervalMillis(200)
                  .setTiers(Catalogue.load().tierDefinitions())
                  .setPriceStep(1_000)
                  .setFeePpm(1_000)
                  .setMemoryAuctions(1_000)
                  .build())
          .join();
    }
  }

  /** Waits for so many more offsets on the log than there are. */
  public void awaitGrowth(int offsets) throws Exception {
    long goal = logEnd() + offsets;
    await("the log to grow", () -> logEnd() >= goal);
  }

  private long logEnd() throws ExecutionException, InterruptedException {
    TopicPartition log = new TopicPartition(Topics.MARKET_LOG, 0);
    try (Admin admin = admin()) {
      return admin.listOffsets(Map.of(log, OffsetSpec.latest())).all().get().get(log).offset();
    }
  }

  public interface Condition {
    boolean holds() throws Exception;
  }

  public static void await(String what, Condition condition) throws Exception {
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as(what).isBefore(giveUp);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Override
  public void close() {
    kafka.close();
    registry.close();
  }
}
