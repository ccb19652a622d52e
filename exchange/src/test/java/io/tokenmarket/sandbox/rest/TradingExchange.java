package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.topology.engine.Engine;
import io.tokenmarket.topology.views.Views;
import io.tokenmarket.topology.views.ViewsUnavailableException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;

/** Broker, registry, engine and a first node, with a market whose orders trade in every auction. */
final class TradingExchange implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ALWAYS = 100_000;
  private static final long INTERVAL = 200;
  static final int PARTITIONS = 2;

  private final Path directory;
  private final EmbeddedKafka kafka;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Map<String, Object> settings;
  private final ExchangeConnection connection;
  private final Views views;
  private final RestServer rest;

  private TradingExchange(Path directory) throws Exception {
    this.directory = directory;
    kafka = add(EmbeddedKafka.start(directory.resolve("kafka"), 0));
    RegistryServer registry = add(RegistryServer.start(directory.resolve("schemas.json"), 0));
    settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(), "schema.registry.url", registry.url());
    try (Admin admin = Admin.create(settings)) {
      Setup.topics(admin, PARTITIONS, (short) 1);
    }
    Setup.schemas(settings);
    Engine engine = add(Engine.start(settings("engine"), Clock.systemUTC()));
    views = views("first", Map.of());
    rest = rest(views);
    connection = add(ExchangeConnection.open(settings));
    engine.awaitRunning(PATIENCE);
    views.awaitRunning(PATIENCE);
    open("north");
  }

  static TradingExchange start(Path directory) throws Exception {
    return new TradingExchange(directory);
  }

  private <T extends AutoCloseable> T add(T started) {
    running.push(started);
    return started;
  }

  Map<String, Object> settings() {
    return settings;
  }

  /** Of views with a data folder of this name. */
  Map<String, Object> settings(String name) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("state.dir", directory.resolve(name).toString());
    return all;
  }

  /** Starts views of another node, closed with the exchange if nobody does before. */
  Views views(String name, Map<String, ?> further) {
    Map<String, Object> all = settings(name);
    all.put("application.id", "views-" + name);
    all.putAll(further);
    return add(Views.start(all));
  }

  RestServer rest(Views of) {
    return add(RestServer.start(of, "127.0.0.1", 0));
  }

  /** The first node. */
  Views views() {
    return views;
  }

  /** Port of the first node. */
  int port() {
    return rest.port();
  }

  /** A market whose orders trade in every auction. */
  void open(String market) {
    submit(
        MarketDefinition.newBuilder()
            .setCommandId("open")
            .setMarket(market)
            .setParticipant("operator")
            .setOrigin(Instant.now())
            .setIntervalMillis(INTERVAL)
            .setTiers(Catalogue.load().tierDefinitions())
            .setPriceStep(1_000)
            .setFeePpm(1_000)
            .setMemoryAuctions(1_000)
            .setNoCancelMillis(INTERVAL / 2)
            .setIndicativeMillis(INTERVAL / 2)
            .setSettlementIntervals(3)
            .setPenaltyPpm(1_000)
            .setRulebook(1)
            .build());
    OfferTerms power =
        OfferTerms.of("fjord", "hopper", 1_000)
            .tier("MEDIUM", 1_000_000, new BigDecimal("1"))
            .standingFor(ALWAYS);
    DemandTerms tokens = DemandTerms.of("MEDIUM", 10, new BigDecimal("3")).standingFor(ALWAYS);
    assertThat(new FactoryProducer(connection, "oslo", market).offer("power", power).join())
        .isInstanceOf(Answer.Accepted.class);
    assertThat(new ConsumerAppProducer(connection, "chat", market).demand("tokens", tokens).join())
        .isInstanceOf(Answer.Accepted.class);
  }

  void submit(SpecificRecord command) {
    assertThat(connection.submit(command).join()).isInstanceOf(Answer.Accepted.class);
  }

  /** Until nothing moves any more, so that there is one truth. */
  void halt() throws Exception {
    halt(List.of("north"));
  }

  /** The same of these markets. */
  void halt(List<String> markets) throws Exception {
    for (String market : markets) {
      submit(new MarketHalted(UUID.randomUUID().toString(), market, "operator"));
    }
    await(() -> views.progress().stream().allMatch(read -> read.lag() == 0));
    await(() -> markets.stream().allMatch(views::hasReadSettlements));
  }

  /** For good. */
  void stopBroker() {
    running.remove(kafka);
    kafka.close();
  }

  void resume() {
    submit(new MarketResumed(UUID.randomUUID().toString(), "north", "operator"));
  }

  /** Until so many auctions more are held. */
  void trade(int auctions) throws Exception {
    long enough = last() + auctions;
    await(() -> last() >= enough);
  }

  /** The last interval the first node has read. */
  long last() {
    return views.latestClearing("north").map(Clearing::getInterval).orElse(-1L);
  }

  /** Where views cannot answer, the condition does not hold yet. */
  void await(BooleanSupplier condition) throws Exception {
    assertThat(views.watch().until(() -> holds(condition), PATIENCE).get()).isTrue();
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (ViewsUnavailableException notYet) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
