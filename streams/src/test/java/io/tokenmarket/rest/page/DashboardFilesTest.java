package io.tokenmarket.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.RestServer;
import io.tokenmarket.topology.views.ViewsDriver;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser fetches first; the page itself is tested in one. */
class DashboardFilesTest {
  @ParameterizedTest
  @CsvSource({
    "/, text/html, no-cache, <title>Token Market</title>",
    "/panels/prices.js, text/javascript, no-cache, class Prices",
    "/libraries/echarts-6.1.0/echarts.esm.min.js, text/javascript, immutable, Apache"
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

  @ParameterizedTest
  @CsvSource({
    "POST, /, 405",
    "PUT, /index.html, 405",
    "DELETE, /panels/prices.js, 405",
    "PATCH, /libraries/echarts-6.1.0/echarts.esm.min.js, 405",
    "OPTIONS, /panels/prices.js, 204",
    "POST, /panels, 404",
    "POST, /panels/none.js, 404",
    "POST, /panels/../index.html, 400",
    "POST, /libraries/../dashboard/index.html, 400",
    "OPTIONS, /none, 404"
  })
  void aPageCanBeReadAndNothingElse(String method, String path, int status, @TempDir Path directory)
      throws Exception {
    try (ViewsDriver views = ViewsDriver.inMemory(directory);
        RestServer server = RestServer.start(views, "localhost", 0)) {
      HttpResponse<String> response = send(server.port(), method, path);

      assertThat(response.statusCode()).isEqualTo(status);
      if (status < 400 || status == 405) {
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
      }
    }
  }

  @Test
  void theLibraryIsTheOneThatItsMakersPublished() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "security.md"));
    for (String file : List.of("echarts.min.js", "echarts.esm.min.js")) {
      try (InputStream library =
          DashboardFilesTest.class.getResourceAsStream("/libraries/echarts-6.1.0/" + file)) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(library.readAllBytes());
        assertThat(page).contains("| `" + file + "` | `" + HexFormat.of().formatHex(digest));
      }
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return send(port, "GET", path);
  }

  private static HttpResponse<String> send(int port, String method, String path) throws Exception {
    URI address = URI.create("http://localhost:" + port + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
  }
}
