package io.tokenmarket.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.schemas.registry.SetupException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class SetupTopicsTest {
  private static final int PARTITIONS = 3;

  @TempDir static Path dir;
  private static EmbeddedKafka kafka;
  private static Admin admin;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(dir, 0);
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    setUp(PARTITIONS);
  }

  @AfterAll
  static void stop() {
    admin.close();
    kafka.close();
  }

  private static void setUp(int partitions) {
    Setup.topics(admin, partitions, (short) 1);
  }

  @Test
  void allTopicsAreThereAndNoOthers() throws Exception {
    assertThat(admin.listTopics().names().get())
        .filteredOn(ExchangeName.NONE::owns)
        .containsExactlyInAnyOrder(
            Topics.SUPPLY_OFFERS,
            Topics.TOKEN_DEMAND,
            Topics.MARKET_DEFINITIONS,
            Topics.MARKET_OPERATIONS,
            Topics.DELIVERIES,
            Topics.MARKET_LOG,
            Topics.ORDER_EVENTS,
            Topics.CLEARINGS,
            Topics.TRADES,
            Topics.INDICATIVE_CLEARINGS,
            Topics.SETTLEMENTS,
            Topics.DEAD_LETTERS);
  }

  @ParameterizedTest
  @CsvSource({
    "supply-offers,      delete,   604800000,  1048588",
    "token-demand,       delete,   604800000,  1048588",
    "market-definitions, compact,         -1,  1048588",
    "market-log,         delete,          -1, 16777216",
    "order-events,       delete,  2592000000, 16777216",
    "clearings,          delete,          -1, 16777216",
    "trades,             delete,          -1, 16777216",
    "dead-letters,       delete,  2592000000, 16777216"
  })
  void aTopicIsKeptAsTheProtocolSays(String topic, String cleanup, String retention, String max)
      throws Exception {
    Config config = config(topic);
    assertThat(config.get("cleanup.policy").value()).isEqualTo(cleanup);
    assertThat(config.get("retention.ms").value()).isEqualTo(retention);
    assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
    assertThat(config.get("max.message.bytes").value()).isEqualTo(max);
    assertThat(config.get("segment.bytes").value()).isEqualTo("67108864");
    assertThat(partitions(topic)).isEqualTo(PARTITIONS);
  }

  @Test
  void aTopicThatIsThereIsLeftAsItIs() throws Exception {
    set(Topics.TRADES, "segment.ms", "123456789");
    setUp(PARTITIONS);
    assertThat(config(Topics.TRADES).get("segment.ms").value()).isEqualTo("123456789");
  }

  @Test
  void theTimeOfEveryRecordIsTheBrokers() throws Exception {
    for (String topic : admin.listTopics().names().get()) {
      assertThat(config(topic).get("message.timestamp.type").value())
          .as(topic)
          .isEqualTo("LogAppendTime");
    }
  }

  /** As a cluster has it that an earlier release set up, or that somebody set up by hand. */
  @ParameterizedTest
  @CsvSource({
    "token-demand, message.timestamp.type, CreateTime, LogAppendTime",
    "market-log, retention.ms, 604800000, -1",
    "market-log, cleanup.policy, compact, delete",
    "trades, retention.bytes, 1000000000, -1",
    "clearings, max.message.bytes, 500000, 983040"
  })
  void whatBreaksAPromiseIsRefusedAtTheStartAndMendedBySetUp(
      String topic, String setting, String found, String needed) throws Exception {
    set(topic, setting, found);
    assertThatThrownBy(() -> Setup.requireTopics(admin, ExchangeName.NONE))
        .isInstanceOf(SetupException.class)
        .hasMessage(
            "topic %s has %s=%s where the exchange needs %s: ./tokenmarket topics sets it"
                .formatted(topic, setting, found, needed));
    assertThat(Setup.topics(admin, PARTITIONS, (short) 1))
        .containsExactly(
            "topic %s has %s=%s from now on, where it had %s"
                .formatted(topic, setting, needed, found));
    assertThat(Setup.topics(admin, PARTITIONS, (short) 1)).isEmpty();
    Setup.requireTopics(admin, ExchangeName.NONE);
  }

  @Test
  void anExchangeThatIsNotSetUpIsNamed() {
    assertThatThrownBy(() -> Setup.requireTopics(admin, new ExchangeName("nowhere")))
        .isInstanceOf(SetupException.class)
        .hasMessageStartingWith("the cluster has no topic nowhere.")
        .hasMessageEndingWith("make it ready with ./tokenmarket topics");
  }

  @Test
  void aTopicOfAnotherNumberOfPartitionsIsRefusedAtTheStart() throws Exception {
    ExchangeName other = new ExchangeName("other");
    Setup.topics(admin, other, 1, (short) 1);
    admin.createPartitions(Map.of("other.trades", NewPartitions.increaseTo(2))).all().get();
    assertThatThrownBy(() -> Setup.requireTopics(admin, other))
        .isInstanceOf(SetupException.class)
        .hasMessage(
            "topic other.trades has 2 partitions where other.market-log has 1:"
                + " all topics of an exchange need as many");
  }

  @Test
  void anotherNumberOfPartitionsIsRefused() throws Exception {
    assertThatThrownBy(() -> setUp(PARTITIONS + 1))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("has 3 partitions where 4 were asked for");
    assertThat(partitions(Topics.MARKET_LOG)).isEqualTo(PARTITIONS);
  }

  private static void set(String topic, String setting, String value) throws Exception {
    ConfigEntry changed = new ConfigEntry(setting, value);
    admin
        .incrementalAlterConfigs(
            Map.of(resource(topic), List.of(new AlterConfigOp(changed, OpType.SET))))
        .all()
        .get();
    // The broker tells of it once it has read its own log of changes.
    while (!value.equals(config(topic).get(setting).value())) {
      Thread.onSpinWait();
    }
  }

  private static Config config(String topic) throws Exception {
    ConfigResource resource = resource(topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static int partitions(String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }
}
