package io.tokenmarket.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.schemas.Clearing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** REST of the nodes, as a client meets it who knows how far the markets are. */
final class Doors {
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final int PAGE = 1_000;
  private static final String DEMAND =
      "{\"tier\": \"MEDIUM\", \"tokens\": 1000, \"limitPrice\": \"0.01\"}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();
  private final Collection<Integer> ports;
  private final List<String> markets;

  Doors(Collection<Integer> ports, List<String> markets) {
    this.ports = List.copyOf(ports);
    this.markets = markets;
  }

  /**
   * Whether every node is well, knows each market as far as it is, and takes commands.
   *
   * @param intervals of each market, the last that was auctioned
   */
  boolean areOpen(Map<String, Long> intervals) {
    return ports.stream().allMatch(port -> isWell(port) && isUpToDate(port, intervals))
        && ports.stream().allMatch(this::takesCommands);
  }

  /** Whether the node answers that it is well. */
  boolean isWell(int port) {
    return status(get(port, "/health")) == 200;
  }

  /** Whether the node answers at all. */
  boolean answers(int port) {
    return status(get(port, "/health")) > 0;
  }

  private boolean isUpToDate(int port, Map<String, Long> intervals) {
    return intervals.entrySet().stream()
        .allMatch(market -> interval(port, market.getKey()) >= market.getValue());
  }

  private long interval(int port, String market) {
    HttpResponse<String> prices = answer(get(port, "/v1/markets/" + market + "/prices"));
    return status(prices) == 200 ? json(prices).path("interval").asLong(-1) : -1;
  }

  /**
   * Whoever asks for the trades of an auction is told how many there are in all, or nothing.
   *
   * @param auction null before it was held
   * @throws BrokenPromiseException where a node tells a part of them as the whole
   */
  void requireNoPart(Clearing auction) {
    if (auction != null) {
      ports.forEach(port -> tells(port, auction));
    }
  }

  /** Whether every node tells the trades of this auction. */
  boolean tellAll(Clearing auction) {
    return ports.stream().allMatch(port -> tells(port, auction));
  }

  private boolean tells(int port, Clearing auction) {
    String path = "/v1/markets/%s/intervals/%s/trades?limit=%s";
    String trades = path.formatted(auction.getMarket(), auction.getInterval(), PAGE);
    HttpResponse<String> answer = answer(get(port, trades));
    if (status(answer) != 200) {
      return false;
    }
    JsonNode told = json(answer);
    int expected = Math.min(PAGE, auction.getTrades());
    if (told.path("count").asInt() != auction.getTrades()
        || told.path("trades").size() != expected) {
      throw new BrokenPromiseException(
          "a node tells %s trades, %s on a page, where there are %s"
              .formatted(told.path("count"), told.path("trades").size(), auction.getTrades()));
    }
    return true;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException noJson) {
      throw new BrokenPromiseException("a node answers no JSON: " + answer.body());
    }
  }

  private boolean takesCommands(int port) {
    String path = "/v1/participants/door/markets/" + markets.get(0) + "/demand";
    HttpRequest order =
        HttpRequest.newBuilder(address(port, path))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(DEMAND))
            .build();
    int status = status(order);
    return status >= 200 && status < 500;
  }

  private static HttpRequest get(int port, String path) {
    return HttpRequest.newBuilder(address(port, path)).timeout(ANSWER).build();
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private int status(HttpRequest request) {
    return status(answer(request));
  }

  /** 0 where there was no answer. */
  private static int status(HttpResponse<?> answer) {
    return answer == null ? 0 : answer.statusCode();
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException none) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
