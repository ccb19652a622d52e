package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.Setup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code topics --print}, which asks no cluster. */
class SetUpPrinterTest {
  private static final ExchangeName BERLIN = new ExchangeName("berlin");

  @Test
  void strimziHasAResourceForEachTopicAndUser() throws Exception {
    List<String> topics = new ArrayList<>();
    List<String> users = new ArrayList<>();
    try (MappingIterator<JsonNode> all =
        new YAMLMapper().readerFor(JsonNode.class).readValues(print("strimzi"))) {
      while (all.hasNext()) {
        JsonNode resource = all.next();
        assertThat(resource.get("apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1beta2");
        String name = resource.at("/metadata/name").asText();
        assertThat(name).matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
        (resource.get("kind").asText().equals("KafkaTopic") ? topics : users).add(name);
        if (name.equals("berlin.market-log")) {
          assertThat(resource.at("/spec/partitions").asInt()).isEqualTo(12);
          assertThat(resource.at("/spec/replicas").asInt()).isEqualTo(3);
          assertThat(resource.at("/spec/config/retention.ms").asText()).isEqualTo("-1");
          assertThat(resource.at("/spec/config/min.insync.replicas").asText()).isEqualTo("2");
        }
      }
    }
    assertThat(topics).containsExactlyElementsOf(Setup.topics(BERLIN));
    assertThat(users)
        .containsExactly(
            "berlin-token-market-node",
            "berlin-token-market-participant",
            "berlin-token-market-operator",
            "berlin-token-market-reader");
  }

  @Test
  void commandsMakeEachTopicAndGiveWhatIsNeeded() {
    assertThat(print("commands").lines())
        .allMatch(line -> line.matches("kafka-(topics|acls)\\.sh --bootstrap-server \\$B --.*"))
        .anyMatch(line -> line.contains("--create --if-not-exists --topic berlin.clearings "))
        .contains(
            "kafka-acls.sh --bootstrap-server $B --add --allow-principal"
                + " User:berlin-token-market-node --operation Describe --operation IdempotentWrite"
                + " --cluster")
        .noneMatch(
            line ->
                line.contains("User:berlin-token-market-participant")
                    && line.contains("--operation Write")
                    && line.contains("market-log"));
  }

  @Test
  void textNamesEachTopicOnce() {
    assertThat(print("TEXT").lines().filter(line -> line.startsWith("topic ")))
        .hasSameSizeAs(Setup.topics(BERLIN))
        .first()
        .asString()
        .startsWith("topic berlin.supply-offers: 12 partitions, 3 copies, cleanup.policy=delete");
  }

  @Test
  void asyncApiHasAChannelForEachTopicAndItsRecords() throws Exception {
    JsonNode api = new YAMLMapper().readTree(print("asyncapi"));
    assertThat(api.get("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(api.get("channels")).hasSameSizeAs(Setup.topics(BERLIN));
    assertThat(api.at("/channels/market-log/address").asText()).isEqualTo("berlin.market-log");
    assertThat(api.at("/channels/market-log/messages").fieldNames())
        .toIterable()
        .contains("TokenDemand", "GateClosed")
        .doesNotContain("Clearing");
    assertThat(api.at("/operations/token-demand/action").asText()).isEqualTo("receive");
    assertThat(api.at("/operations/clearings/action").asText()).isEqualTo("send");
    assertThat(api.at("/components/messages/Trade/payload/schema/name").asText())
        .isEqualTo("Trade");
  }

  @Test
  void anotherFormIsAMistake() {
    CommandLineRun run = CommandLineRun.of("topics", "--print", "helm");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .contains("[TEXT, STRIMZI, COMMANDS, ASYNCAPI] (case-insensitive)");
  }

  private static String print(String form) {
    CommandLineRun run =
        CommandLineRun.of(
            "topics",
            "--exchange",
            "berlin",
            "--partitions",
            "12",
            "--replication",
            "3",
            "--print",
            form);
    assertThat(run.exitCode()).isZero();
    return String.join("\n", run.out());
  }
}
