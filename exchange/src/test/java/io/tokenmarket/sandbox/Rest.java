package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A reader of REST. */
final class Rest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Duration patience;

  Rest(int port) {
    this(port, PATIENCE);
  }

  /** One that waits so long for what it wants. */
  Rest(int port, Duration patience) {
    this.port = port;
    this.patience = patience;
  }

  /** What REST answers, once it answers with 200 and with this. */
  JsonNode get(String path, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
    Instant giveUp = Instant.now().plus(patience);
    while (true) {
      HttpResponse<String> answer = http.send(request(path), BodyHandlers.ofString());
      if (answer.statusCode() == 200 && wanted.test(JSON.readTree(answer.body()))) {
        return JSON.readTree(answer.body());
      }
      assertThat(Instant.now()).as("%s, last: %s", path, answer.body()).isBefore(giveUp);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }
}
