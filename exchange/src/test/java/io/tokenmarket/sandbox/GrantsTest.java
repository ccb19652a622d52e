package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.node.Node;
import io.tokenmarket.node.StartedParts;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.Grant;
import io.tokenmarket.schemas.registry.Grant.User;
import io.tokenmarket.schemas.registry.Setup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code topics --print} says each user needs, on a broker where nothing else is allowed. */
@Timeout(180)
class GrantsTest {
  private static final String PASSWORD = "one";

  @TempDir static Path dir;
  private static final StartedParts RUNNING = new StartedParts();
  private static EmbeddedKafka kafka;
  private static String registry;

  @BeforeAll
  static void start() throws Exception {
    RegistryServer server = RUNNING.add(RegistryServer.start(dir.resolve("schemas.json"), 0));
    registry = server.url();
    kafka =
        RUNNING.add(
            GuardedKafka.start(
                dir.resolve("kafka"), PASSWORD, Map.of("allow.everyone.if.no.acl.found", "false")));
    Admin admin = RUNNING.add(GuardedKafka.admin(kafka));
    Setup.topics(admin, 1, (short) 1);
    Setup.schemas(Map.of("schema.registry.url", registry));
    grant(admin, "exchange", User.NODE);
    grant(admin, "lena", User.PARTICIPANT);
    Node node = RUNNING.add(Node.start(settings("exchange"), dir.resolve("node"), "127.0.0.1", 0));
    node.awaitRunning();
  }

  @AfterAll
  static void stop() {
    RUNNING.close();
  }

  private static void grant(Admin admin, String name, User user) throws Exception {
    GuardedKafka.setPassword(admin, name, PASSWORD);
    List<AclBinding> rules =
        Grant.of(user, ExchangeName.NONE).stream()
            .flatMap(
                grant ->
                    grant.operations().stream()
                        .map(
                            operation ->
                                new AccessControlEntry(
                                    "User:" + name, "*", operation, AclPermissionType.ALLOW))
                        .map(entry -> new AclBinding(grant.on(), entry)))
            .toList();
    admin.createAcls(rules).all().get();
  }

  private static Map<String, Object> settings(String user) {
    Map<String, Object> settings = new HashMap<>(GuardedKafka.scram(kafka, user, PASSWORD));
    settings.put("schema.registry.url", registry);
    return settings;
  }

  @Test
  void aNodeRunsAndAParticipantIsAnswered() throws Exception {
    try (ExchangeConnection exchange = ExchangeConnection.open(settings("lena"))) {
      TokenDemand demand =
          TokenDemand.newBuilder()
              .setCommandId("1")
              .setMarket("nowhere")
              .setParticipant("lena")
              .setTier("MEDIUM")
              .setLots(1)
              .setLimitPrice(1)
              .setIntervals(1)
              .build();
      Answer answer = exchange.submit(demand).get(60, TimeUnit.SECONDS);
      assertThat(answer).isInstanceOf(Answer.Rejected.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Topics.MARKET_LOG, Topics.CLEARINGS, Topics.MARKET_OPERATIONS, "token-market-x"})
  void aParticipantWritesNowhereElse(String topic) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            settings("lena"), new ByteArraySerializer(), new ByteArraySerializer())) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[1])).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }
}
