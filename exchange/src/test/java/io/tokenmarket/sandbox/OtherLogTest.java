package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.node.Node;
import io.tokenmarket.node.NodeStoppedException;
import io.tokenmarket.node.UsageException;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.OtherLogException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log is taken away beneath the state that was made from it. */
@Timeout(300)
class OtherLogTest {
  @TempDir Path dir;
  private OneCluster cluster;
  private Node node;

  @BeforeEach
  void trade() throws Exception {
    cluster = new OneCluster(dir, 1);
    node = cluster.node("node");
    cluster.openMarket();
    cluster.awaitGrowth(20);
  }

  @AfterEach
  void stop() {
    node.close();
    cluster.close();
  }

  @Test
  void aLogThatIsMadeAnewEndsTheNodeAndNoneStartsOnIt() throws Exception {
    makeAnew();
    // Either it is told that the topic is another, or reads what it has handled otherwise.
    assertNodeEnds("");
    assertNoneStarts("Topic market-log was made anew: the exchange's state has handled");
  }

  @Test
  void aLogThatIsMadeAnewBetweenRunsIsRefused() throws Exception {
    node.close();
    makeAnew();
    assertNoneStarts("Topic market-log was made anew: the exchange's state has handled");
  }

  @Test
  void aLogThatIsGoneEndsTheNode() throws Exception {
    deleteLog();
    assertNodeEnds("Topic market-log is gone, while the exchange's state is there.");
  }

  @Test
  void aLogWithoutItsEndEndsTheNodeAndNoneStartsOnIt() throws Exception {
    cluster.stopKafka();
    shorten();
    cluster.startKafka();
    assertNodeEnds("Partition 0 of market-log");
    assertNoneStarts("Partition 0 of market-log");
  }

  /** What the books read of the shorter log, if anything, is not kept for the next start. */
  @Test
  void onceTheWholeLogIsBackANodeTellsOfItsAuctionsAgain() throws Exception {
    cluster.stopKafka();
    Path log = cluster.kafkaFolder().resolve("node-0").resolve(Topics.MARKET_LOG + "-0");
    copy(log, dir.resolve("whole"));
    shorten();
    cluster.startKafka();
    assertNodeEnds("Partition 0 of market-log");
    node.close();
    cluster.stopKafka();
    copy(dir.resolve("whole"), log);
    Files.deleteIfExists(log.resolveSibling(".kafka_cleanshutdown"));
    cluster.startKafka();
    node = cluster.node("node");
    long before = lastInterval();
    OneCluster.await("a later auction", () -> lastInterval() > before + 5);
    node.check();
  }

  private long lastInterval() throws Exception {
    URI prices = URI.create("http://127.0.0.1:%s/v1/markets/eu/prices".formatted(node.port()));
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(prices).build(), BodyHandlers.ofString())
            .body();
    return new ObjectMapper().readTree(answer).path("interval").asLong(-1);
  }

  /** Leaves nothing else in its place. */
  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> files = Files.list(to)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** The views keep what they have read; a node with an empty folder has read nothing. */
  @Test
  void anotherTopicThatIsMadeAnewIsRefusedByWhoHasReadTheOldOne() throws Exception {
    node.close();
    try (Admin admin = cluster.admin()) {
      admin.deleteTopics(List.of(Topics.TRADES)).all().get();
    }
    cluster.setUpTopics(1);
    assertThatThrownBy(() -> cluster.node("node"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("Topic trades was made anew since this node read it")
        .hasMessageEndingWith("bring that topic back, or name an empty folder with --data.");
    node = cluster.node("another");
    cluster.awaitGrowth(10);
    node.check();
  }

  /** The control: on the same log it goes on. */
  @Test
  void onTheSameLogANodeGoesOn() throws Exception {
    cluster.stopKafka();
    cluster.startKafka();
    cluster.awaitGrowth(10);
    node.check();
    node.close();
    node = cluster.node("node");
    cluster.awaitGrowth(10);
    node.check();
  }

  private void assertNodeEnds(String sentence) throws Exception {
    OneCluster.await("the node to end", () -> ended() != null);
    assertThat(ended())
        .startsWith(sentence)
        .endsWith("Bring that log back, or set up another exchange with --exchange NAME.");
  }

  private String ended() {
    try {
      node.check();
      return null;
    } catch (NodeStoppedException ended) {
      return ended.getMessage();
    }
  }

  private void assertNoneStarts(String sentence) {
    node.close();
    for (String name : List.of("node", "another")) {
      assertThatThrownBy(() -> cluster.node(name))
          .isInstanceOf(OtherLogException.class)
          .hasMessageStartingWith(sentence)
          .hasMessageEndingWith(
              "Bring that log back, or set up another exchange with --exchange NAME.");
    }
  }

  private void makeAnew() throws Exception {
    deleteLog();
    cluster.setUpTopics(1);
  }

  private void deleteLog() throws Exception {
    try (Admin admin = cluster.admin()) {
      admin.deleteTopics(List.of(Topics.MARKET_LOG)).all().get();
    }
  }

  /** As a copy that was made before the end was written. */
  private void shorten() throws IOException {
    try (Stream<Path> all = Files.walk(cluster.kafkaFolder())) {
      Path log =
          all.filter(file -> file.toString().endsWith(".log"))
              .filter(file -> file.getParent().endsWith(Topics.MARKET_LOG + "-0"))
              .max(Comparator.comparing(file -> file.toFile().length()))
              .orElseThrow();
      try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
        file.setLength(file.length() / 2);
      }
      // The broker trusts its files where this says that it stopped well.
      Files.deleteIfExists(log.getParent().getParent().resolve(".kafka_cleanshutdown"));
    }
  }
}
