package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.node.Node;
import io.tokenmarket.node.StartedParts;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer.Accepted;
import io.tokenmarket.producers.client.ConsumerAppProducer;
import io.tokenmarket.producers.client.DemandTerms;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.FactoryProducer;
import io.tokenmarket.producers.client.OfferTerms;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.registry.Setup;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges that share a cluster and a registry, each with a market of the same name. */
@Timeout(300)
class TwoExchangesTest {
  private static final String MARKET = "eu";

  /** One without a name is an exchange like any other. */
  private static final Map<String, String> ASKS = Map.of("", "1.000000", "berlin", "2.000000");

  @TempDir Path dir;
  private final StartedParts running = new StartedParts();
  private EmbeddedKafka kafka;
  private RegistryServer registry;

  @BeforeEach
  void startCluster() {
    registry = running.add(RegistryServer.start(dir.resolve("schemas.json"), 0));
    kafka = running.add(EmbeddedKafka.start(dir.resolve("kafka"), 0));
    Setup.schemas(settings(""));
    try (Admin admin = Admin.create(settings(""))) {
      ASKS.keySet().forEach(name -> Setup.topics(admin, new ExchangeName(name), 2, (short) 1));
    }
  }

  @AfterEach
  void stopCluster() {
    running.close();
  }

  @Test
  void twoExchangesOnOneClusterDoNotSeeEachOther() throws Exception {
    for (String name : ASKS.keySet()) {
      Node node =
          running.add(Node.start(settings(name), dir.resolve("node-" + name), "127.0.0.1", 0));
      node.awaitRunning();
      trade(name);
      Rest rest = new Rest(node.port());
      assertThat(price(rest.get("/v1/markets/eu/prices", found -> price(found) != null)))
          .isEqualTo(ASKS.get(name));
      everythingCarriesTheName(metrics(node), name);
    }
    for (String name : ASKS.keySet()) {
      try (LogSource log = ClusterLog.open(settings(name))) {
        Verification.Result result = Verification.run(log, Progress.NONE);
        assertThat(result.difference()).isEmpty();
        assertThat(log.views()).hasSize(1);
      }
    }
    assertThat(namesOnTheCluster())
        .allMatch(name -> name.startsWith("berlin.") || !name.contains("berlin"))
        .filteredOn(name -> name.startsWith("berlin."))
        .contains("berlin.market-log", "berlin.token-market-market-snapshot-changelog");
  }

  /** Trades at the seller's ask: as much power is offered as nobody wants. */
  private void trade(String name) {
    ExchangeConnection exchange = running.add(ExchangeConnection.open(settings(name)));
    exchange.submit(definition()).join();
    OfferTerms power =
        OfferTerms.of("fjord", "hopper", 1_000)
            .tier("MEDIUM", 1_000_000, new BigDecimal(ASKS.get(name)))
            .standingFor(100_000);
    DemandTerms tokens = DemandTerms.of("MEDIUM", 10, new BigDecimal("3")).standingFor(100_000);
    assertThat(new FactoryProducer(exchange, "oslo", MARKET).offer("offer", power).join())
        .isInstanceOf(Accepted.class);
    assertThat(new ConsumerAppProducer(exchange, "chat", MARKET).demand("demand", tokens).join())
        .isInstanceOf(Accepted.class);
  }

  private static MarketDefinition definition() {
    return MarketDefinition.newBuilder()
        .setCommandId("open")
        .setMarket(MARKET)
        .setParticipant("operator")
        .setOrigin(Instant.now())
        .setIntervalMillis(500)
        .setTiers(Catalogue.load().tierDefinitions())
        .setPriceStep(1_000)
        .setFeePpm(1_000)
        .setMemoryAuctions(1_000)
        .build();
  }

  /** Of the only tier that is traded, null while it is not. */
  private static String price(JsonNode prices) {
    for (JsonNode tier : prices.get("tiers")) {
      if (tier.get("tier").asText().equals("MEDIUM")) {
        return tier.get("price").textValue();
      }
    }
    return null;
  }

  private static void everythingCarriesTheName(List<String> page, String name) {
    String label = "exchange=\"" + name + "\"";
    assertThat(page)
        .filteredOn(line -> line.startsWith("tokenmarket_"))
        .isNotEmpty()
        .allMatch(line -> line.contains(label) != name.isEmpty());
    assertThat(page)
        .anyMatch(
            line ->
                line.startsWith("tokenmarket_consumed_records_total")
                    && line.contains("topic=\"market-log\""));
  }

  private static List<String> metrics(Node node) throws Exception {
    URI page = URI.create("http://127.0.0.1:%s/metrics".formatted(node.port()));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofLines())
        .body()
        .toList();
  }

  /** Topics, groups and transactions. */
  private Set<String> namesOnTheCluster() throws Exception {
    try (Admin admin = Admin.create(settings(""))) {
      Set<String> names = new TreeSet<>(admin.listTopics().names().get());
      names.addAll(
          admin.listGroups().all().get().stream()
              .map(GroupListing::groupId)
              .collect(Collectors.toSet()));
      admin.listTransactions().all().get().forEach(found -> names.add(found.transactionalId()));
      return names;
    }
  }

  private Map<String, Object> settings(String exchange) {
    return Map.of(
        "bootstrap.servers",
        kafka.bootstrapServers(),
        "schema.registry.url",
        registry.url(),
        ExchangeName.SETTING,
        exchange);
  }
}
