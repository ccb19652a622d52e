package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.rest.Gateway;
import io.tokenmarket.rest.RestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All brokers go away under a node that is asked and told on by more clients than it has threads.
 */
@Timeout(240)
class BrokersAwayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int CLIENTS = 24;
  private static final int ROUNDS = 10;

  /** A sender may not know yet that nobody is there; a machine may be busy. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  private static final List<String> READS =
      List.of(
          "/v1/markets",
          "/v1/markets/north/prices",
          "/v1/markets/north/revenue",
          "/v1/markets/north/depth",
          "/v1/participants/chat/orders",
          "/v1/participants/chat/events",
          "/v1/node",
          "/health/live");

  @TempDir Path directory;

  @Test
  void readsGoOnAndCommandsAreRefusedAtOnce() throws Exception {
    try (TradingExchange exchange = TradingExchange.start(directory);
        Gateway gateway = Gateway.to(exchange.settings());
        RestServer rest = RestServer.of(exchange.views()).gateway(gateway).start("127.0.0.1", 0)) {
      exchange.trade(3);
      assertThat(command(rest.port()).get().statusCode()).isEqualTo(201);

      exchange.stopBroker();
      awaitRefusal(rest.port());
      long longest = 0;
      for (int round = 0; round < ROUNDS; round++) {
        List<CompletableFuture<HttpResponse<String>>> commands = new ArrayList<>();
        for (int n = 0; n < CLIENTS; n++) {
          commands.add(command(rest.port()));
        }
        for (String read : READS) {
          long began = System.nanoTime();
          HttpResponse<String> answer = get(rest.port(), read);
          longest = Math.max(longest, System.nanoTime() - began);
          assertThat(answer.statusCode()).as(read + ": " + answer.body()).isEqualTo(200);
        }
        for (CompletableFuture<HttpResponse<String>> command : commands) {
          HttpResponse<String> refused = command.get();
          assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
          JsonNode problem = JSON.readTree(refused.body());
          assertThat(problem.get("type").textValue()).endsWith(":no-gateway");
          assertThat(problem.get("detail").textValue())
              .contains(" was not sent: ", ", so it has no effect; send the same");
        }
      }
      Duration slowest = Duration.ofNanos(longest);
      System.out.println(
          "the slowest read while no broker was there: " + slowest.toMillis() + " ms");
      assertThat(slowest).isLessThan(AT_ONCE);
    }
  }

  /** What is sent before anybody can know has its own time to wait for an answer. */
  private static void awaitRefusal(int port) throws Exception {
    int status = 504;
    while (status == 504) {
      status = command(port).get().statusCode();
    }
    assertThat(status).isEqualTo(503);
  }

  private static CompletableFuture<HttpResponse<String>> command(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(port, "/v1/participants/chat/markets/north/demand"))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"tier\": \"MEDIUM\", \"tokens\": 5000, \"limitPrice\": \"3.00\"}"))
            .timeout(Duration.ofSeconds(60))
            .build();
    return CLIENT.sendAsync(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
