package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.node.Node;
import io.tokenmarket.node.StartedParts;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.schemas.registry.SetupException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that start with credentials which lack a right. */
@Timeout(180)
class MissingRightsTest {
  private static final String PASSWORD = "one";

  @TempDir static Path dir;
  private static final StartedParts RUNNING = new StartedParts();
  private static Map<String, Object> settings;
  private static Admin admin;

  @BeforeAll
  static void start() throws Exception {
    RegistryServer registry = RUNNING.add(RegistryServer.start(dir.resolve("schemas.json"), 0));
    EmbeddedKafka kafka = RUNNING.add(GuardedKafka.start(dir.resolve("kafka"), PASSWORD));
    admin = RUNNING.add(GuardedKafka.admin(kafka));
    Setup.topics(admin, 1, (short) 1);
    GuardedKafka.setPassword(admin, PASSWORD);
    settings = new HashMap<>(GuardedKafka.scram(kafka, PASSWORD));
    settings.put("schema.registry.url", registry.url());
    Setup.schemas(settings);
  }

  @AfterAll
  static void stop() {
    RUNNING.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TOPIC, market-log, READ, no right to READ on topic market-log;",
    "TOPIC, trades, WRITE, no right to WRITE on topic trades;",
    "TOPIC, deliveries, DESCRIBE, the cluster did not describe topic deliveries",
    "TOPIC, trades, DESCRIBE_CONFIGS, the cluster did not tell its topics' settings",
    "TOPIC, token-market-, CREATE, no right to CREATE on topics that begin with token-market-;",
    "GROUP, token-market, ALL, no right to DESCRIBE on group token-market;",
    "GROUP, token-market-views-, ALL, no right to DESCRIBE on groups that begin with token-market-views-;",
    "TRANSACTIONAL_ID, token-market-, ALL, no right to DESCRIBE on transactional id token-market-"
  })
  void aRightThatIsMissingIsNamedAtTheStart(
      ResourceType kind, String name, AclOperation operation, String sentence) throws Exception {
    List<AclBinding> rules = new ArrayList<>(allBut(kind, name, operation));
    if (operation == AclOperation.CREATE) {
      rules.addAll(allBut(ResourceType.CLUSTER, "kafka-cluster", operation));
    }
    admin.createAcls(rules).all().get();
    try {
      assertThatThrownBy(() -> startNode().close())
          .isInstanceOf(SetupException.class)
          .hasMessageContaining(sentence)
          .hasMessageContaining("docs/security.md");
    } finally {
      admin.deleteAcls(rules.stream().map(AclBinding::toFilter).toList()).all().get();
    }
  }

  private static List<AclBinding> allBut(ResourceType kind, String name, AclOperation operation) {
    PatternType pattern = name.endsWith("-") ? PatternType.PREFIXED : PatternType.LITERAL;
    ResourcePattern what = new ResourcePattern(kind, name, pattern);
    return List.of(
        new AclBinding(what, entry(AclOperation.ALL, AclPermissionType.ALLOW)),
        new AclBinding(what, entry(operation, AclPermissionType.DENY)));
  }

  private static AccessControlEntry entry(AclOperation operation, AclPermissionType permission) {
    return new AccessControlEntry("User:exchange", "*", operation, permission);
  }

  /** The control: with all rights it starts. */
  @Test
  void aNodeThatHasItsRightsStarts() throws Exception {
    try (Node node = startNode()) {
      node.awaitRunning();
      node.check();
    }
  }

  private Node startNode() {
    return Node.start(settings, dir.resolve("node"), "127.0.0.1", 0);
  }
}
