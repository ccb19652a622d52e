package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.node.Node;
import io.tokenmarket.node.NodeStoppedException;
import io.tokenmarket.threads.OwnThreads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thread of a node ends though nobody asked it to. */
@Timeout(120)
class DeadThreadTest {
  @TempDir Path dir;

  @Test
  void aNodeEndsWithTheThreadThatDiedAndSaysWhich() throws Exception {
    try (DataFolder folder = DataFolder.open(dir);
        Sandbox sandbox = Sandbox.start(folder, 0)) {
      Node node = sandbox.node();
      node.awaitRunning();
      node.check();
      assertThat(get(node, "/health/live").statusCode()).isEqualTo(200);

      Thread thread =
          OwnThreads.of(
              "views-books",
              () -> {
                throw new OutOfMemoryError("injected");
              });
      thread.start();
      thread.join();

      String sentence =
          "Thread views-books ended by java.lang.OutOfMemoryError: injected; nothing goes on"
              + " without it.";
      assertThatThrownBy(node::check).isInstanceOf(NodeStoppedException.class).hasMessage(sentence);
      for (String path : new String[] {"/health", "/health/ready", "/health/live"}) {
        HttpResponse<String> health = get(node, path);
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains(sentence);
      }
    }
  }

  private static HttpResponse<String> get(Node node, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
