package io.tokenmarket.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Role;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.topology.views.ViewsDriver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPageTest {
  @TempDir Path directory;

  @Test
  void whereThereAreKeysItIsTheOperators() throws Exception {
    Path file = directory.resolve("keys.json");
    KeysFile keys = new KeysFile(file);
    String chat = keys.add(Role.PARTICIPANT, "chat");
    String operator = keys.add(Role.OPERATOR, null);
    try (ViewsDriver views = ViewsDriver.inMemory(directory);
        RestServer server =
            RestServer.of(views)
                .security(Security.keys(file))
                .plugin(new MetricsPage(registry()))
                .start("localhost", 0)) {
      assertThat(get(server, "none").statusCode()).isEqualTo(401);
      assertThat(get(server, chat).statusCode()).isEqualTo(403);
      HttpResponse<String> answer = get(server, operator);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.body()).contains("one 1.0");
      HttpResponse<String> misspelt = get(server, operator, "?x");
      assertThat(misspelt.statusCode()).isEqualTo(400);
      assertThat(misspelt.body()).contains("There is no parameter \\\"x\\\" here");
    }
  }

  private static PrometheusRegistry registry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    Gauge.builder().name("one").register(registry).set(1);
    return registry;
  }

  private static HttpResponse<String> get(RestServer server, String key) throws Exception {
    return get(server, key, "");
  }

  private static HttpResponse<String> get(RestServer server, String key, String query)
      throws Exception {
    URI page = URI.create("http://localhost:" + server.port() + "/metrics" + query);
    HttpRequest request =
        HttpRequest.newBuilder(page).header("Authorization", "Bearer " + key).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
