package io.tokenmarket.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.RestServer;
import io.tokenmarket.topology.views.ViewsDriver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser fetches first; the page itself is tested in one. */
class DashboardFilesTest {
  @ParameterizedTest
  @CsvSource({
    "/, text/html, no-cache, <title>Token Market</title>",
    "/panels/prices.js, text/javascript, no-cache, class Prices",
    "/webjars/echarts/5.5.0/echarts.esm.min.js, text/javascript, immutable, Apache"
  })
  void theNodeServesThePageAndItsLibrary(
      String path, String type, String caching, String holds, @TempDir Path directory)
      throws Exception {
    try (ViewsDriver views = ViewsDriver.inMemory(directory);
        RestServer server = RestServer.start(views, "localhost", 0)) {
      HttpResponse<String> response = get(server.port(), path);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
      assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains(caching);
      assertThat(response.body()).contains(holds);
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    URI address = URI.create("http://localhost:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
