package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.sandbox.LocalCluster.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster to try several processes on. */
class LocalClusterTest {
  @TempDir Path dir;

  @Test
  void itListensWhereItIsToldAndNothingIsSetUpOnIt() throws Exception {
    Ports ports = new Ports(freePort(), freePort());
    try (DataFolder folder = DataFolder.open(dir);
        LocalCluster cluster = start(folder, ports);
        Admin admin = Admin.create(cluster.settings())) {
      assertThat(cluster.doors())
          .startsWith("Broker 127.0.0.1:" + ports.kafka() + " and registry http://127.0.0.1:")
          .contains(":" + ports.registry() + ": --kafka-config " + cluster.connectFile());
      assertThat(admin.listTopics().names().get()).isEmpty();
      assertThat(subjects(ports.registry())).isEqualTo("[]");
    }
  }

  @Test
  void aPortThatIsTakenOrNoneIsNamedWithItsOption() throws Exception {
    try (DataFolder folder = DataFolder.open(dir);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> start(folder, new Ports(port, 0)))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              "Port %s is taken; choose another with --kafka-port, 0 for any that is free."
                  .formatted(port));
      assertThatThrownBy(() -> start(folder, new Ports(0, port)))
          .hasMessageContaining("--registry-port");
      assertThatThrownBy(() -> start(folder, new Ports(0, 70_000)))
          .hasMessageContaining("There is no port 70000; choose 1 to 65535 with --registry-port");
      int one = freePort();
      assertThatThrownBy(() -> start(folder, new Ports(one, one)))
          .hasMessageContaining("cannot both listen on port " + one);
    }
  }

  private static LocalCluster start(DataFolder folder, Ports ports) {
    return LocalCluster.start(folder, ports, Optional.empty(), LocalCluster.NOT_SET_UP, said -> {});
  }

  private static String subjects(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/subjects");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
