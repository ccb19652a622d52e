package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands over REST, on a whole exchange. */
@Timeout(120)
class GatewayTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OFFERS = "/v1/participants/oslo/markets/fast/offers";
  private static final String DEMAND = "/v1/participants/chat/markets/fast/demand";
  private static final String POWER =
      """
      {"site": "fjord", "hardware": "hopper", "mw": "1", "intervals": 100000,
       "rates": [{"tier": "MEDIUM", "tokensPerSecondPerMw": 1000000, "ask": "1"}]}""";
  private static final String TOKENS =
      """
      {"tier": "MEDIUM", "tokens": 100000, "limitPrice": "3.00", "intervals": 5}""";

  @TempDir static Path directory;
  private static DataFolder folder;
  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    folder = DataFolder.open(directory);
    sandbox = Sandbox.start(folder, 0);
    sandbox.node().awaitRunning();
    try (ExchangeConnection operator = ExchangeConnection.open(sandbox.settings())) {
      assertThat(operator.submit(market("fast", 250)).join()).isInstanceOf(Answer.Accepted.class);
      assertThat(operator.submit(market("slow", 3_600_000)).join())
          .isInstanceOf(Answer.Accepted.class);
      for (MarketDefinition later : List.of(market("later", 3_600_000), market("filling", 500))) {
        assertThat(
                operator.submit(MarketDefinition.newBuilder(later).setRulebook(1).build()).join())
            .isInstanceOf(Answer.Accepted.class);
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    sandbox.close();
    folder.close();
  }

  private static MarketDefinition market(String name, long intervalMillis) {
    return MarketDefinition.newBuilder()
        .setCommandId("open-" + name)
        .setMarket(name)
        .setParticipant("operator")
        .setOrigin(Instant.now())
        .setIntervalMillis(intervalMillis)
        .setTiers(Catalogue.load().tierDefinitions())
        .setPriceStep(1_000)
        .setFeePpm(1_000)
        .setMemoryAuctions(100_000)
        .build();
  }

  @Test
  void anOrderIsAnsweredOnceItIsInTheLogAndItsOutcomeOnceItIsPublished() throws Exception {
    JsonNode offer = accepted(post(OFFERS, "power", POWER), 201);
    JsonNode demand = accepted(post(DEMAND + "?wait=60", "tokens", TOKENS), 201);

    assertThat(demand.get("logPosition").longValue())
        .isGreaterThan(offer.get("logPosition").longValue());
    assertThat(demand.at("/outcome/awards/0/tokens").longValue()).isEqualTo(100_000);
    long interval = demand.at("/outcome/interval").longValue();
    JsonNode clearing = JSON.readTree(get("/v1/markets/fast/clearings/" + interval).body());
    assertThat(clearing.get("logPosition")).isEqualTo(demand.at("/outcome/logPosition"));
    assertThat(clearing.get("logPosition").longValue())
        .isGreaterThan(demand.get("logPosition").longValue());
  }

  @Test
  void whoHasWrittenReadsWhatHeWrote() throws Exception {
    for (int n = 0; n < 20; n++) {
      String slow = "/v1/participants/reader/markets/slow/demand";
      JsonNode order = accepted(post(slow, "mine-" + n, TOKENS), 201);
      String position = "market=slow&position=" + order.get("logPosition");

      assertThat(get("/v1/participants/reader/orders?" + position).body()).contains("mine-" + n);
      assertThat(get("/v1/participants/reader/events?" + position).body()).contains("mine-" + n);
    }
  }

  @Test
  void aRequestSentAgainIsAnsweredAgainAndCountsOnce() throws Exception {
    String orders = "/v1/participants/twice/markets/slow/demand";
    JsonNode first = accepted(post(orders, "same", TOKENS), 201);
    JsonNode second = accepted(post(orders, "same", TOKENS), 200);

    assertThat(second.get("repeated").booleanValue()).isTrue();
    assertThat(second.get("logPosition")).isEqualTo(first.get("logPosition"));
    String open = "/v1/participants/twice/orders?market=slow&position=" + first.get("logPosition");
    assertThat(JSON.readTree(get(open).body()).get("orders")).hasSize(1);
    JsonNode other = refused(post(orders, "same", TOKENS.replace("100000", "7000")), 409);
    assertThat(other.get("reason").textValue()).isEqualTo("COMMAND_ID_CONFLICT");
  }

  @Test
  void anAmendedOrderStandsAsAmended() throws Exception {
    String orders = "/v1/participants/changing/markets/slow/demand";
    accepted(post(orders, "mine", TOKENS), 201);
    HttpRequest.Builder amendment =
        request(orders + "/mine")
            .header("Idempotency-Key", "less")
            .PUT(BodyPublishers.ofString(TOKENS.replace("100000", "7000")));
    JsonNode amended = accepted(send(amendment), 201);

    String open =
        "/v1/participants/changing/orders?market=slow&position=" + amended.get("logPosition");
    assertThat(JSON.readTree(get(open).body()).at("/orders/0/demand/tokens").longValue())
        .isEqualTo(7_000);
  }

  @Test
  void aCancelledOrderStandsNoMore() throws Exception {
    String orders = "/v1/participants/fickle/markets/slow/offers";
    accepted(post(orders, "hall", POWER), 201);
    JsonNode cancelled = accepted(delete(orders + "/hall", "away"), 201);
    assertThat(cancelled.get("orderId").textValue()).isEqualTo("hall");

    String open =
        "/v1/participants/fickle/orders?market=slow&position=" + cancelled.get("logPosition");
    assertThat(JSON.readTree(get(open).body()).get("orders")).isEmpty();
    assertThat(refused(delete(orders + "/hall", "again"), 404).get("reason").textValue())
        .isEqualTo("ORDER_NOT_FOUND");
  }

  @Test
  void anOrderIsReadWithItsVersionAndChangedIfItStillHasIt() throws Exception {
    String orders = "/v1/participants/careful/markets/later/demand";
    JsonNode placed = accepted(post(orders, "mine", TOKENS), 201);
    HttpResponse<String> read = standing(orders + "/mine", placed);
    String tag = read.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).isEqualTo("\"" + placed.get("logPosition") + "\"");
    assertThat(JSON.readTree(read.body()).get("version")).isEqualTo(placed.get("logPosition"));

    JsonNode amended = accepted(put(orders + "/mine", "less", tag, "7000"), 201);
    JsonNode stale = refused(put(orders + "/mine", "stale", tag, "9000"), 412);
    assertThat(stale.get("reason").textValue()).isEqualTo("ORDER_CHANGED");
    assertThat(stale.get("detail").textValue())
        .contains("version " + amended.get("logPosition"), "not " + placed.get("logPosition"));
    HttpRequest.Builder gone =
        request(orders + "/mine").header("Idempotency-Key", "gone").header("If-Match", tag);
    assertThat(refused(send(gone.DELETE()), 412).get("reason").textValue())
        .isEqualTo("ORDER_CHANGED");

    HttpResponse<String> again = standing(orders + "/mine", amended);
    assertThat(JSON.readTree(again.body()).at("/demand/tokens").longValue()).isEqualTo(7_000);
    String now = again.headers().firstValue("ETag").orElseThrow();
    accepted(
        send(
            request(orders + "/mine")
                .header("Idempotency-Key", "bye")
                .header("If-Match", now)
                .DELETE()),
        201);
  }

  private static HttpResponse<String> put(String order, String key, String tag, String tokens)
      throws Exception {
    return send(
        request(order)
            .header("Idempotency-Key", key)
            .header("If-Match", tag)
            .PUT(BodyPublishers.ofString(TOKENS.replace("100000", tokens))));
  }

  /** The order as it is once this node has read the answer. */
  private static HttpResponse<String> standing(String order, JsonNode answer) throws Exception {
    return get(order + "?position=" + answer.get("logPosition"));
  }

  /** It is read, a part of it is bought, and it is sent back with another price. */
  @Test
  void aFillBetweenReadingAndSendingBackIsHarmless() throws Exception {
    String orders = "/v1/participants/patient/markets/filling/demand";
    String once =
        """
        {"tier": "MEDIUM", "tokens": 50000, "limitPrice": "3.00", "once": true,
         "untilCancelled": true}""";
    JsonNode read =
        JSON.readTree(standing(orders + "/all", accepted(post(orders, "all", once), 201)).body());
    String little = POWER.replace("1000000, \"ask\"", "20000, \"ask\"");
    accepted(post("/v1/participants/oslo/markets/filling/offers", "hall", little), 201);
    awaitAFill(orders + "/all");

    ObjectNode back = ((ObjectNode) read.get("demand")).put("limitPrice", "2.00");
    HttpRequest.Builder amendment =
        request(orders + "/all")
            .header("Idempotency-Key", "cheaper")
            .PUT(BodyPublishers.ofString(back.toString()));
    accepted(send(amendment), 201);
    assertThat(bought("patient")).isEqualTo(50_000);
  }

  private static void awaitAFill(String order) throws Exception {
    for (long filled = 0; filled == 0; ) {
      filled = JSON.readTree(get(order).body()).get("tokensFilled").longValue();
      assertThat(filled).as("a part, or the test shows nothing").isLessThan(50_000);
    }
  }

  /** All that was bought for the participant once the order is filled. */
  private static long bought(String participant) throws Exception {
    while (true) {
      long tokens = 0;
      boolean filled = false;
      for (JsonNode event :
          JSON.readTree(get("/v1/participants/" + participant + "/events?limit=1000").body())
              .get("events")) {
        tokens += event.path("tokens").longValue();
        filled |= event.get("type").textValue().equals("OrderFilled");
      }
      if (filled) {
        return tokens;
      }
    }
  }

  @Test
  void twoParticipantsUseTheSameCommandId() throws Exception {
    String ones = "/v1/participants/one/markets/later/demand";
    String others = "/v1/participants/other/markets/later/demand";
    accepted(post(ones, "1", TOKENS), 201);
    JsonNode second = accepted(post(others, "1", TOKENS), 201);
    assertThat(second.get("repeated").booleanValue()).isFalse();
    JsonNode cancelled = accepted(delete(ones + "/1", "2"), 201);
    assertThat(
            JSON.readTree(standing(others + "/1", cancelled).body()).get("participant").textValue())
        .isEqualTo("other");
    assertThat(refused(delete(ones + "/1", "3"), 404).get("reason").textValue())
        .isEqualTo("ORDER_NOT_FOUND");
  }

  /** So that the test above is seen to be of its rulebook. */
  @Test
  void inTheFirstRulebookTheSecondIsRefused() throws Exception {
    accepted(post("/v1/participants/one/markets/slow/demand", "1", TOKENS), 201);
    JsonNode second = refused(post("/v1/participants/other/markets/slow/demand", "1", TOKENS), 409);
    assertThat(second.get("reason").textValue()).isEqualTo("COMMAND_ID_CONFLICT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNKNOWN_MARKET | 404 | nowhere | {'tier':'MEDIUM','tokens':1000,'limitPrice':'3'}",
        "UNKNOWN_TIER | 422 | slow | {'tier':'WARP','tokens':1000,'limitPrice':'3'}",
        "PRICE_OUT_OF_RANGE | 422 | slow | {'tier':'MEDIUM','tokens':1000,'limitPrice':'2000'}",
        "PRICE_OFF_GRID | 422 | slow | {'tier':'MEDIUM','tokens':1000,'limitPrice':'3.000001'}",
      })
  void aRefusalHasTheReasonCodeOfTheProtocol(String code, int status, String market, String body)
      throws Exception {
    String orders = "/v1/participants/wrong/markets/" + market + "/demand";

    JsonNode problem = refused(post(orders, code, body.replace('\'', '"')), status);
    assertThat(problem.get("type").textValue()).endsWith(":order-rejected");
    assertThat(problem.get("reason").textValue()).isEqualTo(code);
    assertThat(problem.get("logPosition").longValue()).isNotNegative();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON | {",
        "is null | null",
        "\"tier\" of the body is missing | {'tokens':1000,'limitPrice':'3'}",
        "0 but must be a whole number from 1000 to 4294967296000 | {'tier':'MEDIUM','tokens':0,'limitPrice':'3'}",
        "a multiple of 1000 | {'tier':'MEDIUM','tokens':1001,'limitPrice':'3'}",
        "at most 6 decimal places | {'tier':'MEDIUM','tokens':1000,'limitPrice':'3.0000001'}",
        "\"tokens\" | {'tier':'MEDIUM','tokens':'many','limitPrice':'3'}",
        "\"token\" that is not known | {'tier':'MEDIUM','token':1000,'limitPrice':'3'}",
      })
  void aBodyThatCannotBeReadIsToldWhere(String told, String body) throws Exception {
    JsonNode problem = refused(post(DEMAND, "broken", body.replace('\'', '"')), 400);

    assertThat(problem.get("type").textValue()).endsWith(":bad-body");
    assertThat(problem.get("detail").textValue()).contains(told);
  }

  @Test
  void aCommandNeedsAName() throws Exception {
    HttpRequest.Builder unnamed = request(DEMAND).POST(BodyPublishers.ofString(TOKENS));

    assertThat(refused(send(unnamed), 400).get("detail").textValue()).contains("Idempotency-Key");
  }

  /**
   * Signed as a stranger would: the line of the protocol, by hand, in the units of the protocol.
   */
  @Test
  void whoHasAKeyIsHeardSignedOnly() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    try (ExchangeConnection operator = ExchangeConnection.open(sandbox.settings())) {
      String publicKey = Ed25519.text(key.getPublic());
      assertThat(
              operator
                  .submit(new KeyDefinition("key", "slow", "operator", "signing", publicKey))
                  .join())
          .isInstanceOf(Answer.Accepted.class);
    }
    String orders = "/v1/participants/signing/markets/slow/demand";
    long expires = System.currentTimeMillis() + 60_000;
    String line =
        "token-market TokenDemand "
            + expires
            + " {\"commandId\":\"signed\",\"intervals\":5,\"limitPrice\":3000000,\"lots\":100,"
            + "\"market\":\"slow\",\"participant\":\"signing\",\"tier\":\"MEDIUM\"}";
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(line.getBytes(StandardCharsets.UTF_8));
    String header = expires + "." + Base64.getEncoder().encodeToString(signature.sign());

    assertThat(refused(post(orders, "signed", TOKENS), 403).get("reason").textValue())
        .isEqualTo("SIGNATURE_MISSING");
    assertThat(refused(signed(orders, "other", header), 403).get("reason").textValue())
        .isEqualTo("SIGNATURE_INVALID");
    assertThat(refused(signed(orders, "signed", "hello"), 403).get("reason").textValue())
        .isEqualTo("SIGNATURE_INVALID");
    accepted(signed(orders, "signed", header), 201);
    KeyChanged removal = new KeyChanged("gone", "slow", "signing", null);
    HttpRequest.Builder change =
        request("/v1/participants/signing/markets/slow/key")
            .header("Idempotency-Key", "gone")
            .header(
                "Signature-Ed25519",
                CommandSignature.of(removal, expires, key.getPrivate()).toString())
            .PUT(BodyPublishers.ofString("{\"publicKey\": null}"));
    accepted(send(change), 201);
    accepted(post(orders, "unsigned", TOKENS), 201);
  }

  private static HttpResponse<String> signed(String path, String key, String signature)
      throws Exception {
    return send(
        request(path)
            .header("Idempotency-Key", key)
            .header("Signature-Ed25519", signature)
            .POST(BodyPublishers.ofString(TOKENS)));
  }

  private static JsonNode accepted(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private static JsonNode refused(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> post(String path, String key, String body) throws Exception {
    return send(request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> delete(String path, String key) throws Exception {
    return send(request(path).header("Idempotency-Key", key).DELETE());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    HttpResponse<String> response = send(request(path));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.node().port() + path))
        .header("Content-Type", "application/json");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
