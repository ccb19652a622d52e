package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tokenmarket.node.Node;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.sandbox.GuardedKafka;
import io.tokenmarket.sandbox.registry.RegistryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Everything that connects to brokers, against one that asks for a password. */
@Timeout(180)
class KafkaConfigTest {
  private static final String PASSWORD = "not-on-the-command-line";

  @TempDir static Path dir;
  private static EmbeddedKafka kafka;
  private static RegistryServer registry;

  @BeforeAll
  static void start() {
    registry = RegistryServer.start(dir.resolve("schemas.json"), 0);
    kafka = GuardedKafka.start(dir.resolve("kafka"), PASSWORD);
  }

  @AfterAll
  static void stop() {
    kafka.close();
    registry.close();
  }

  @Test
  void everyClientTakesTheSettingsOfTheFile() throws Exception {
    Path settings = Files.writeString(dir.resolve("kafka.properties"), properties(PASSWORD));
    ListAppender<ILoggingEvent> log = logged();

    assertDone(run(settings, "topics", "--partitions", "1"));
    try (Node node =
        Node.start(cluster(settings), dir.resolve("node"), "localhost", 0, Security.open())) {
      node.awaitRunning();
      assertDone(run(settings, "produce", "--intervals", "1", "--json"));
      assertThat(answerToACommand(node).statusCode()).isEqualTo(404);
      assertDone(run(settings, "log", "export", dir.resolve("exported").toString()));
      assertDone(run(settings, "verify"));
    } finally {
      ((Logger) LoggerFactory.getLogger("org.apache.kafka.common.config")).setLevel(null);
      root().detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .as("what the clients say of their settings")
        .anyMatch(message -> message.contains("sasl.jaas.config = [hidden]"))
        .noneMatch(message -> message.contains(PASSWORD));
  }

  /** All that is logged from now on, and what clients say of their settings when they are made. */
  private static ListAppender<ILoggingEvent> logged() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root().addAppender(log);
    ((Logger) LoggerFactory.getLogger("org.apache.kafka.common.config")).setLevel(Level.INFO);
    return log;
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** The gateway's own clients: the exchange itself knows no such market. */
  private static HttpResponse<String> answerToACommand(Node node) throws Exception {
    URI demand =
        URI.create(
            "http://localhost:%s/v1/participants/chat/markets/nowhere/demand"
                .formatted(node.port()));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(demand)
                .header("Idempotency-Key", "n")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"tier\":\"FREE\",\"tokens\":1000,\"limitPrice\":\"1\"}"))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void aWrongPasswordIsSaidInOneSentenceWithoutThePassword() throws Exception {
    Path settings = Files.writeString(dir.resolve("kafka.properties"), properties("wrong-one"));

    for (String command : List.of("topics", "produce", "verify")) {
      CommandLineRun refused = run(settings, command);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .singleElement()
          .asString()
          .contains("lets nobody in without the right password", "--kafka-config")
          .doesNotContain("wrong-one");
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    CommandLineRun refused = run(dir.resolve("nowhere.properties"), "topics");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).singleElement().asString().contains("nowhere.properties");
  }

  private static String properties(String password) {
    return GuardedKafka.properties(password);
  }

  private static void assertDone(CommandLineRun run) {
    assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
  }

  private CommandLineRun run(Path settings, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(options(settings));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private List<String> options(Path settings) {
    return Stream.of(
            "--bootstrap-servers",
            kafka.bootstrapServers(),
            "--schema-registry",
            registry.url(),
            "--kafka-config",
            settings.toString())
        .toList();
  }

  /** As serve reads them. */
  private Map<String, Object> cluster(Path settings) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(options(settings).toArray(String[]::new));
    return holder.cluster.settings();
  }

  @CommandLine.Command
  private static final class Holder {
    @Mixin private ClusterOptions cluster;
  }
}
