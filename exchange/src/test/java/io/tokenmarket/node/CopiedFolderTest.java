package io.tokenmarket.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.sandbox.OneCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two folders that hold the name of one node. */
@Timeout(180)
class CopiedFolderTest {
  @TempDir Path dir;
  private OneCluster cluster;
  private Node node;

  @BeforeEach
  void start() throws Exception {
    cluster = new OneCluster(dir, 1);
    node = cluster.node("one");
    cluster.openMarket();
    copy();
  }

  @AfterEach
  void stop() {
    node.close();
    cluster.close();
  }

  @Test
  void aSecondNodeOnACopyOfItsFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    assertThatThrownBy(() -> cluster.node("two"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "This node runs already: %s is a copy of the folder of a node that runs; stop that"
                    .formatted(dir.resolve("two"))
                + " one, or name an empty folder with --data.");
    cluster.awaitGrowth(10);
    node.check();
    assertThat(health()).isEqualTo(200);
  }

  /** The controls: a folder may be moved, and its node comes back to it without waiting. */
  @Test
  void aCopyIsAsGoodAsTheFolderOnceTheNodeIsGone() throws Exception {
    node.close();
    node = cluster.node("two");
    cluster.awaitGrowth(10);
    node.close();
    long began = System.nanoTime();
    NodeName.in(dir.resolve("two"))
        .requireAlone(
            () -> {
              throw new AssertionError("asked though the folder is where it was");
            });
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    node = cluster.node("two");
    node.check();
  }

  private int health() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.port() + "/health");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private void copy() throws IOException {
    Path from = dir.resolve("one");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(found -> found.getParent().equals(from)).toList()) {
        Files.createDirectories(dir.resolve("two"));
        if (Files.isRegularFile(path)) {
          Files.copy(path, dir.resolve("two").resolve(path.getFileName()));
        }
      }
    }
  }
}
