package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Role;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.LocalCluster.Ports;
import io.tokenmarket.sandbox.Sandbox;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keys guard over REST is not open beside it. */
@Timeout(180)
class GuardedRunTest {
  @TempDir Path dir;

  private Sandbox sandbox(DataFolder folder, boolean withKeys) {
    Path keys = dir.resolve("keys.json");
    new KeysFile(keys).add(Role.OPERATOR, null);
    Security security = withKeys ? Security.keys(keys) : Security.open();
    return Sandbox.start(folder, Ports.ANY, "127.0.0.1", 0, security, progress -> {});
  }

  private static CommandLineRun halt(String... where) {
    List<String> all = new java.util.ArrayList<>(List.of("market", "halt", "--market", "north"));
    all.addAll(List.of(where));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private static CommandLineRun haltByAddress(Sandbox sandbox) {
    return halt(
        "--bootstrap-servers",
        sandbox.settings().get("bootstrap.servers").toString(),
        "--schema-registry",
        sandbox.settings().get("schema.registry.url").toString());
  }

  @Test
  void whereKeysGuardRestTheBrokerAndTheRegistryAskForAPassword() throws Exception {
    try (DataFolder folder = DataFolder.open(dir.resolve("data"));
        Sandbox sandbox = sandbox(folder, true)) {
      sandbox.node().awaitRunning();
      long asked = System.nanoTime();
      CommandLineRun byNobody = haltByAddress(sandbox);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
      assertThat(byNobody.exitCode()).isEqualTo(2);
      assertThat(byNobody.err())
          .singleElement()
          .asString()
          .contains("lets nobody in without", "--kafka-config");
      assertThat(registryStatus(sandbox)).isEqualTo(401);
      assertThatThrownBy(() -> clusterId(controller(sandbox)))
          .as("the controller is no way round")
          .isInstanceOf(ExecutionException.class);

      CommandLineRun byItsOwner =
          halt("--kafka-config", sandbox.cluster().connectFile().toString());
      assertThat(byItsOwner.exitCode()).isEqualTo(2);
      assertThat(byItsOwner.err()).singleElement().asString().contains("UNKNOWN_MARKET");
      assertOwnersAlone(sandbox.cluster().connectFile(), "rw-------");
      assertOwnersAlone(folder.resolve(""), "rwx------");
    }
  }

  @Test
  void withoutKeysTheyAskForNothing() throws Exception {
    try (DataFolder folder = DataFolder.open(dir.resolve("data"));
        Sandbox sandbox = sandbox(folder, false)) {
      sandbox.node().awaitRunning();
      for (CommandLineRun run :
          List.of(
              haltByAddress(sandbox),
              halt("--kafka-config", sandbox.cluster().connectFile().toString()))) {
        assertThat(run.err()).singleElement().asString().contains("UNKNOWN_MARKET");
      }
      assertThat(registryStatus(sandbox)).isEqualTo(200);
      assertThat(clusterId(controller(sandbox))).isNotEmpty();
    }
  }

  @Test
  void theSameFolderGoesOnWithAndWithoutKeys() throws Exception {
    for (boolean withKeys : new boolean[] {true, false, true}) {
      try (DataFolder folder = DataFolder.open(dir.resolve("data"));
          Sandbox sandbox = sandbox(folder, withKeys)) {
        sandbox.node().awaitRunning();
        assertThat(read(sandbox.cluster().connectFile()).containsKey("sasl.jaas.config"))
            .isEqualTo(withKeys);
      }
    }
  }

  private static Properties read(Path file) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static int registryStatus(Sandbox sandbox) throws Exception {
    URI subjects = URI.create(sandbox.settings().get("schema.registry.url") + "/subjects");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(subjects).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** Where the controller listens: the broker knows, and tells whoever may ask. */
  private static String controller(Sandbox sandbox) throws Exception {
    Map<String, Object> settings = new HashMap<>(sandbox.settings());
    settings.remove("schema.registry.url");
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "0");
    try (Admin admin = Admin.create(settings)) {
      return admin
          .describeConfigs(List.of(broker))
          .all()
          .get()
          .get(broker)
          .get("controller.quorum.voters")
          .value()
          .replaceFirst(".*@", "");
    }
  }

  private static String clusterId(String controller) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.controllers",
            controller,
            "request.timeout.ms",
            3_000,
            "default.api.timeout.ms",
            5_000);
    try (Admin admin = Admin.create(settings)) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static void assertOwnersAlone(Path path, String permissions) throws Exception {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo(permissions);
    }
  }
}
