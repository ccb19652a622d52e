package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.topology.views.Views;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that have history to read, asked everything from the moment their port answers: each answer
 * they give is as new as what there was when they started, and as whole.
 */
@Timeout(240)
class NewNodeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A record or two at a time, as from far away, so that there is much to be asked meanwhile. */
  private static final Map<String, Object> SLOWLY =
      Map.of("consumer.max.poll.records", 1, "consumer.max.partition.fetch.bytes", 1);

  @TempDir static Path directory;
  private static TradingExchange exchange;
  private static long first;

  @BeforeAll
  static void trade() throws Exception {
    exchange = TradingExchange.start(directory);
    exchange.trade(1);
    first = exchange.last();
    exchange.trade(60);
    exchange.halt();
  }

  @AfterAll
  static void stop() throws Exception {
    exchange.close();
  }

  @Test
  void aNewNodeGivesNoAnswerThatIsOlderOrLessThanWhatThereWas() throws Exception {
    assertTruth("new", SLOWLY);
  }

  @Test
  void aNodeThatIsStartedAgainGivesNoAnswerThatIsOlderThanWhatCameMeanwhile() throws Exception {
    try (Views before = exchange.views("again", Map.of())) {
      before.awaitRunning(PATIENCE);
    }
    exchange.resume();
    exchange.trade(40);
    exchange.halt();
    assertTruth("again", SLOWLY);
  }

  /** Its stores are restored from their changelogs, and are where it last committed. */
  @Test
  void aNodeThatLostItsFolderGivesNoAnswerThatIsOlderThanWhatThereWas() throws Exception {
    try (Views before = exchange.views("lost", Map.of())) {
      before.awaitRunning(PATIENCE);
    }
    exchange.resume();
    exchange.trade(40);
    exchange.halt();
    Map<String, Object> settings = new HashMap<>(SLOWLY);
    settings.put("state.dir", directory.resolve("found").toString());
    assertTruth("lost", settings);
  }

  /** Starts a node and asks it everything until it answers all of it. */
  private static void assertTruth(String node, Map<String, Object> settings) throws Exception {
    Map<String, HttpResponse<String>> truth = new TreeMap<>();
    for (String path : paths()) {
      truth.put(path, get(exchange.port(), path));
    }
    assertThat(truth).allSatisfy((path, answer) -> assertThat(answer.statusCode()).isEqualTo(200));
    Views views = exchange.views(node, settings);
    RestServer rest = exchange.rest(views);
    int notReady = 0;
    List<Long> read = new ArrayList<>();
    TreeSet<String> waiting = new TreeSet<>(truth.keySet());
    while (!waiting.isEmpty()) {
      read.add(readOfHistory(rest.port()));
      for (String path : truth.keySet()) {
        HttpResponse<String> answer = get(rest.port(), path);
        if (answer.statusCode() == 503) {
          notReady++;
        } else {
          assertThat(answer.statusCode()).as(path).isEqualTo(truth.get(path).statusCode());
          assertThat(JSON.readTree(answer.body()))
              .as(path)
              .isEqualTo(JSON.readTree(truth.get(path).body()));
          waiting.remove(path);
        }
      }
    }
    assertThat(notReady).as("asked while it read").isGreaterThan(truth.size());
    assertThat(read).as("offsets of the history read, look by look").isSorted();
    assertThat(read.stream().distinct().count()).as("%s", read).isGreaterThan(2);
    assertThat(get(rest.port(), "/health").statusCode()).isEqualTo(200);
    rest.close();
    views.close();
  }

  /** What anybody may ask of a market, and of its participants. */
  private static List<String> paths() {
    String market = "/v1/markets/north";
    String chat = "/v1/participants/chat";
    String oslo = "/v1/participants/oslo/markets/north";
    return List.of(
        "/v1/markets",
        market,
        market + "/tiers/MEDIUM",
        market + "/prices",
        market + "/prices/" + first,
        market + "/price-history?limit=1000",
        market + "/tiers/MEDIUM/windows?window=PT1S",
        market + "/clearings?limit=1000",
        market + "/clearings/latest",
        market + "/intervals/" + first + "/trades",
        market + "/intervals/" + first + "/settled-trades",
        market + "/depth",
        market + "/shadow-prices",
        market + "/revenue?limit=1000",
        market + "/utilisation?limit=1000",
        market + "/tiers/MEDIUM/revenue",
        market + "/tiers/MEDIUM/utilisation",
        "/v1/factories/oslo/revenue",
        "/v1/factories/oslo/utilisation",
        "/v1/hardware/hopper/revenue",
        "/v1/hardware/hopper/utilisation",
        chat + "/orders",
        chat + "/events?limit=1000",
        chat + "/markets/north/awards?limit=1000",
        chat + "/markets/north/invoice",
        oslo + "/statement",
        oslo + "/postings?limit=1000",
        oslo + "/offers/power");
  }

  private static long readOfHistory(int port) throws Exception {
    JsonNode ready = JSON.readTree(get(port, "/health/ready").body());
    long read = 0;
    for (JsonNode topic : ready.get("topics")) {
      assertThat(topic.get("read").longValue()).isLessThanOrEqualTo(topic.get("end").longValue());
      read += topic.get("read").longValue();
    }
    return read;
  }

  /** Takes the history from its node's thread, which another takes up behind the last commit. */
  @Test
  void whereAThreadOfTheHistoryIsReplacedNothingGoesBackwards() throws Exception {
    Views views = exchange.views("replaced", Map.of());
    RestServer rest = exchange.rest(views);
    views.awaitRunning(PATIENCE);
    exchange.resume();
    BigDecimal known = BigDecimal.ZERO;
    int answers = 0;
    for (int round = 0; round < 3; round++) {
      views.streams().addStreamThread();
      views.streams().removeStreamThread();
      for (int after = 0; after < 40; ) {
        HttpResponse<String> answer = get(rest.port(), "/v1/markets/north/revenue?limit=1");
        if (answer.statusCode() == 200) {
          BigDecimal now =
              new BigDecimal(JSON.readTree(answer.body()).at("/total/revenue").textValue());
          assertThat(now).isGreaterThanOrEqualTo(known);
          known = now;
          after++;
          answers++;
        } else {
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        }
      }
    }
    assertThat(answers).isEqualTo(120);
    exchange.halt();
    rest.close();
    views.close();
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
