package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.security.Security;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages from elsewhere can have a browser send to a node on the browser's own machine. */
@Timeout(60)
class WebPagesTest {
  private static final String DESK = "https://desk.example";

  @TempDir Path directory;
  private ViewsDriver views;
  private RestServer open;
  private RestServer forDesk;

  @BeforeEach
  void start() {
    views = ViewsDriver.inMemory(directory);
    views.define(SampleMarket.definition("north"));
    views.clear("north", 0);
    open = RestServer.start(views, "127.0.0.1", 0);
    forDesk = RestServer.of(views).security(Security.open().withCors(DESK)).start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    open.close();
    forDesk.close();
    views.close();
  }

  /** 503 is what a command gets here that is let in: the node has no gateway. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | | 503",
        "POST | Origin: http://localhost:PORT | 503",
        "POST | Origin: http://LOCALHOST:PORT | 503",
        "POST | Origin: https://evil.example | 403",
        "POST | Origin: http://evil.example:PORT | 403",
        "POST | Origin: http://localhost | 403",
        "POST | Origin: http://localhost:1 | 403",
        "POST | Origin: null | 403",
        "POST | Origin: localhost:PORT | 403",
        "POST | Origin: http://localhost:PORT, Sec-Fetch-Site: same-origin | 503",
        "POST | Sec-Fetch-Site: none | 503",
        "POST | Sec-Fetch-Site: cross-site | 403",
        "POST | Sec-Fetch-Site: same-site | 403",
        "POST | Origin: http://localhost:PORT, Sec-Fetch-Site: same-site | 403",
        "POST | Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: navigate, Sec-Fetch-Dest: document | 403",
        "PUT | Origin: https://evil.example | 403",
        "DELETE | Origin: https://evil.example | 403",
        "POST | Origin: https://desk.example, Sec-Fetch-Site: cross-site | 403"
      })
  void noPageFromElsewhereSendsACommand(String method, String headers, int status)
      throws Exception {
    String path =
        "/v1/participants/chat/markets/north/" + (method.equals("POST") ? "demand" : "demand/x");
    assertThat(status(open, method, path, "localhost:PORT", headers)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/markets | | 200",
        "/v1/markets | Sec-Fetch-Site: same-origin | 200",
        "/v1/markets | Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: no-cors | 403",
        "/v1/markets | Origin: https://evil.example | 403",
        "/ | Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: navigate, Sec-Fetch-Dest: document | 200",
        "/ | Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: navigate, Sec-Fetch-Dest: iframe | 403",
        "/v1/markets/north/prices/stream | Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: cors | 403",
        "/v1/markets/north/prices/stream | Origin: https://evil.example | 403",
        "/health | Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: no-cors | 403",
        "/v1/markets | Sec-WebSocket-Version: 13, Origin: https://evil.example | 403",
        "/v1/markets | Sec-WebSocket-Version: 13 | 200"
      })
  void noPageFromElsewhereAsksAnything(String path, String headers, int status) throws Exception {
    assertThat(status(open, "GET", path, "localhost:PORT", headers)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | Origin: https://desk.example, Sec-Fetch-Site: cross-site | 503",
        "POST | Origin: https://desk.example.evil.example, Sec-Fetch-Site: cross-site | 403",
        "GET | Origin: https://desk.example, Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: cors | 405"
      })
  void theOneThatIsNamedMay(String method, String headers, int status) throws Exception {
    String path = "/v1/participants/chat/markets/north/demand";
    assertThat(status(forDesk, method, path, "localhost:PORT", headers)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:PORT, 200",
    "LocalHost:PORT, 200",
    "127.0.0.1:PORT, 200",
    "127.8.9.1, 200",
    "[::1], 200",
    "[::1]:PORT, 200",
    "evil.example, 403",
    "evil.example:PORT, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "evil-localhost, 403",
    "0.0.0.0:PORT, 403",
    "192.168.1.7, 403",
    "[::ffff:192.168.1.7], 403",
    "[fe80::1], 403"
  })
  void aNameThatIsMadeToMeanThisMachineIsNotTaken(String host, int status) throws Exception {
    for (String path : new String[] {"/v1/markets", "/health", "/", "/v1/openapi.json"}) {
      assertThat(status(open, "GET", path, host, null)).as(path).isEqualTo(status);
    }
  }

  private static int status(
      RestServer server, String method, String path, String host, String headers) throws Exception {
    String port = String.valueOf(server.port());
    String more = headers == null ? "" : String.join("\r\n", headers.split(", ")) + "\r\n";
    String body = "{\"tier\": \"MEDIUM\", \"tokens\": 1000000, \"limitPrice\": \"3.00\"}";
    String request =
        (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more).replace("PORT", port)
            + "Connection: close\r\nIdempotency-Key: n\r\nContent-Type: application/json\r\n"
            + (method.equals("GET") || method.equals("DELETE")
                ? "\r\n"
                : "Content-Length: " + body.length() + "\r\n\r\n" + body);
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).substring(9));
    }
  }
}
