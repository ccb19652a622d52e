package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.node.Node;
import io.tokenmarket.node.StartedParts;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.registry.Setup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rights and passwords of a running node are taken away and given back, as in a rotation. */
@Timeout(300)
class RightsTest {
  private static final String PASSWORD = "one";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int UNKNOWN_MARKET = 404;
  private static final int UNAVAILABLE = 503;

  @TempDir Path dir;
  private final StartedParts running = new StartedParts();
  private final HttpClient http = HttpClient.newHttpClient();
  private Admin admin;
  private Node node;

  @BeforeEach
  void start() throws Exception {
    RegistryServer registry = running.add(RegistryServer.start(dir.resolve("schemas.json"), 0));
    EmbeddedKafka kafka = running.add(GuardedKafka.start(dir.resolve("kafka"), PASSWORD));
    admin = running.add(GuardedKafka.admin(kafka));
    Setup.topics(admin, 1, (short) 1);
    GuardedKafka.setPassword(admin, PASSWORD);
    Map<String, Object> settings = new HashMap<>(GuardedKafka.scram(kafka, PASSWORD));
    settings.put("schema.registry.url", registry.url());
    Setup.schemas(settings);
    node = running.add(Node.start(settings, dir.resolve("node"), "127.0.0.1", 0));
    node.awaitRunning();
    await("the node to be ready", () -> health().statusCode() == 200);
    assertThat(command("before")).isEqualTo(UNKNOWN_MARKET);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @ParameterizedTest
  @CsvSource({"order-events, gateway, views", "market-log, engine, views"})
  void aNodeWhoseRightsWereTakenAwayWorksAgainWhenItHasThem(String topic, String one, String other)
      throws Exception {
    AclBinding denial =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
            new AccessControlEntry("User:exchange", "*", AclOperation.ALL, AclPermissionType.DENY));
    admin.createAcls(List.of(denial)).all().get();
    assertAreOutOfWork(one, other);
    admin.deleteAcls(List.of(denial.toFilter())).all().get();
    assertWorksAgain();
  }

  @Test
  void aNodeWhosePasswordWasChangedWorksAgainWhenItIsChangedBack() throws Exception {
    GuardedKafka.setPassword(admin, "two");
    assertAreOutOfWork("gateway", "engine", "views");
    assertThat(command("meanwhile")).isEqualTo(UNAVAILABLE);
    GuardedKafka.setPassword(admin, PASSWORD);
    assertWorksAgain();
  }

  private void assertAreOutOfWork(String... parts) throws Exception {
    for (String part : parts) {
      await(part + " to say so", () -> isDown(part));
    }
    assertThat(health().statusCode()).isEqualTo(UNAVAILABLE);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    node.check();
  }

  private void assertWorksAgain() throws Exception {
    await("the node to be ready", () -> health().statusCode() == 200);
    await("commands to be answered", () -> command("after") == UNKNOWN_MARKET);
    await("the node to stay so", () -> health().statusCode() == 200);
    node.check();
  }

  private boolean isDown(String part) throws Exception {
    for (JsonNode found : new ObjectMapper().readTree(health().body()).get("parts")) {
      if (found.get("part").asText().equals(part)) {
        return found.get("status").asText().equals("DOWN");
      }
    }
    throw new AssertionError("no part " + part);
  }

  private HttpResponse<String> health() throws Exception {
    return get("/health/ready");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private int command(String id) throws Exception {
    return http.send(
            HttpRequest.newBuilder(uri("/v1/participants/chat/markets/nowhere/demand"))
                .header("Idempotency-Key", id)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"tier\":\"FREE\",\"tokens\":1000,\"limitPrice\":\"1\"}"))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + node.port() + path);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(String what, Condition condition) throws Exception {
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as("%s; %s", what, health().body()).isBefore(giveUp);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
