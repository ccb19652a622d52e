package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.MarketDefinition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does over REST is what the market does. */
@Timeout(120)
class OperatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String MARKET = "/v1/markets/north";

  @TempDir static Path directory;
  private static DataFolder folder;
  private static Sandbox sandbox;
  private int count;

  @BeforeAll
  static void start() throws Exception {
    folder = DataFolder.open(directory);
    sandbox = Sandbox.start(folder, 0);
    sandbox.node().awaitRunning();
    try (ExchangeConnection operator = ExchangeConnection.open(sandbox.settings())) {
      MarketDefinition north =
          MarketDefinition.newBuilder()
              .setCommandId("open")
              .setMarket("north")
              .setParticipant("owner")
              .setOrigin(Instant.now())
              .setIntervalMillis(Duration.ofHours(1).toMillis())
              .setTiers(Catalogue.load().tierDefinitions())
              .setPriceStep(1_000)
              .setFeePpm(1_000)
              .setMemoryAuctions(1_000)
              .setRulebook(1)
              .build();
      Answer answer = operator.submit(north).join();
      assertThat(answer).isInstanceOf(Answer.Accepted.class);
      long position = ((Answer.Accepted) answer).logPosition();
      assertThat(send("GET", MARKET + "?position=" + position, null, null).statusCode())
          .isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    sandbox.close();
    folder.close();
  }

  @Test
  void aHaltEndsWithResumeAndEachIsAnsweredOnce() throws Exception {
    JsonNode halted = answered(send("POST", MARKET + "/halt", "halt-1", null), 201);
    assertThat(halted.get("participant").textValue()).isEqualTo("owner");
    assertThat(refused(demand("app"), 503)).isEqualTo("MARKET_HALTED");
    JsonNode again = answered(send("POST", MARKET + "/halt", "halt-1", null), 200);
    assertThat(again.get("logPosition")).isEqualTo(halted.get("logPosition"));

    answered(send("POST", MARKET + "/resume", "resume-1", null), 201);
    answered(demand("app"), 201);
  }

  @Test
  void aBudgetBoundsItsConsumer() throws Exception {
    String budget = "{\"period\": \"DAY\", \"dollars\": \"0.000001\"}";
    answered(send("PUT", MARKET + "/budgets/thrifty", "budget-1", budget), 201);

    assertThat(refused(demand("thrifty"), 402)).isEqualTo("BUDGET_EXCEEDED");
  }

  @Test
  void whoHasAKeyMustSign() throws Exception {
    byte[] encoded =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    String key = "{\"publicKey\": \"" + Base64.getEncoder().encodeToString(raw) + "\"}";
    answered(send("PUT", MARKET + "/keys/signer", "key-1", key), 201);

    assertThat(refused(demand("signer"), 403)).isEqualTo("SIGNATURE_MISSING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT | /v1/markets/north/budgets/app | {'period': 'WEEK', 'dollars': '1'} | 422",
        "PUT | /v1/markets/north/budgets/app | {'period': 'DAY', 'dollars': '9999999999'} | 400",
        "PUT | /v1/markets/north/budgets/app | {'period': 'DAY', 'dollars': '0.0000000001'} | 400",
        "PUT | /v1/markets/north/budgets/app | {'dollars': '1'} | 400",
        "PUT | /v1/markets/north/budgets/app | | 415",
        "PUT | /v1/markets/north/keys/app | {'publicKey': 'AAAA'} | 422",
        "POST | /v1/markets/nowhere/halt | | 404",
        "PUT | /v1/markets/nowhere/budgets/app | {'period': 'DAY', 'dollars': '1'} | 404",
        "POST | /v1/markets/north/halt?wait=3 | | 400",
        "GET | /v1/markets/north/halt | | 405"
      })
  void whatCannotBeIsRefused(String method, String path, String body, int status) throws Exception {
    String json = body == null ? null : body.replace('\'', '"');
    HttpResponse<String> answer = send(method, path, "bad-" + path.hashCode() + body, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private HttpResponse<String> demand(String app) throws Exception {
    return send(
        "POST",
        "/v1/participants/" + app + "/markets/north/demand",
        "d" + count++,
        "{\"tier\": \"MEDIUM\", \"tokens\": 1000, \"limitPrice\": \"3\"}");
  }

  private static JsonNode answered(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static String refused(HttpResponse<String> answer, int status) throws Exception {
    return answered(answer, status).get("reason").textValue();
  }

  private static HttpResponse<String> send(String method, String path, String id, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.node().port() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (id != null) {
      request.header("Idempotency-Key", "x" + Integer.toHexString(id.hashCode()));
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
