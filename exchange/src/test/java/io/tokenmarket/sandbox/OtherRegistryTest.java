package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.node.Node;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.schemas.registry.SetupException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry is set up anew beneath a log that was written with the ids of the old one. */
@Timeout(300)
class OtherRegistryTest {
  private static final String REMEDY = "; bring that registry back, or what it had";

  @TempDir Path dir;
  private OneCluster cluster;

  @BeforeEach
  void trade() throws Exception {
    cluster = new OneCluster(dir, 1);
    try (Node node = cluster.node("node")) {
      cluster.openMarket();
      cluster.awaitGrowth(20);
    }
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aRegistryWhoseIdsAreOthersIsNamedByNodeAndVerification() throws Exception {
    startAnotherRegistry();
    registerStranger();
    Setup.schemas(cluster.settings());
    String sentence =
        "the schema registry is not the one that the log was written with: schema 1 was"
            + " io.tokenmarket.schemas.SupplyOffer, and is stranger here";
    assertThatThrownBy(() -> cluster.node("node"))
        .isInstanceOf(SetupException.class)
        .hasMessage(sentence + REMEDY);
    assertThatThrownBy(() -> ClusterLog.open(cluster.settings()))
        .isInstanceOf(SetupException.class)
        .hasMessage(sentence + REMEDY);
  }

  /** The set-up step would give the same schemas other ids; it is not what is asked for. */
  @Test
  void anEmptyRegistryIsNotToBeSetUp() {
    startAnotherRegistry();
    assertThatThrownBy(() -> cluster.node("node"))
        .isInstanceOf(SetupException.class)
        .hasMessage(
            "the schema registry is not the one that the log was written with: schema 1 was"
                + " io.tokenmarket.schemas.SupplyOffer, and is unknown here"
                + REMEDY);
  }

  /** The control: another registry with the same schemas under the same ids is as good. */
  @Test
  void aRegistryThatHasWhatTheOldOneHadIsAsGood() throws Exception {
    startAnotherRegistry();
    Setup.schemas(cluster.settings());
    try (Node node = cluster.node("node")) {
      cluster.awaitGrowth(20);
      node.check();
    }
    try (LogSource log = ClusterLog.open(cluster.settings())) {
      assertThat(Verification.run(log, Progress.NONE).identical()).isTrue();
    }
  }

  private void startAnotherRegistry() {
    cluster.stopRegistry();
    cluster.startRegistry("rebuilt.json");
  }

  /** So that all that are registered after it have other ids than before. */
  private void registerStranger() throws Exception {
    URI versions =
        URI.create(cluster.settings().get("schema.registry.url") + "/subjects/stranger/versions");
    String schema = "{\"schema\": \"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"stranger\\\",";
    HttpRequest request =
        HttpRequest.newBuilder(versions)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(schema + "\\\"size\\\":1}\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }
}
