package io.tokenmarket.rest;

import static io.tokenmarket.rest.WireProblem.assertProblem;
import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.rest.Wire.Answer;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as bytes: each is sent as it is meant, or refused with a problem. */
@Timeout(120)
class CommandWireTest {
  private static final String DEMAND = "/v1/participants/chat/markets/north/demand";
  private static final String BODY = "{\"tier\":\"MEDIUM\",\"tokens\":1000,\"limitPrice\":\"3\"}";
  private static final String JSON = "Content-Type: application/json";

  private static final AtomicInteger UNIQUE = new AtomicInteger();

  @TempDir static Path directory;
  private static WiredMarket market;
  private static LiveCommands commands;
  private static Wire wire;

  @BeforeAll
  static void start() {
    market = new WiredMarket(directory);
    commands = market.commands;
    wire = market.wire;
  }

  @AfterAll
  static void stop() {
    market.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type: text/plain | 415 | unsupported-content | text/plain",
        "Content-Type: application/x-www-form-urlencoded | 415 | unsupported-content | JSON",
        "Content-Type: application/json; charset=utf-16 | 415 | unsupported-content | UTF-8",
        "Content-Type: application/jsonx | 415 | unsupported-content | JSON",
        "X: y | 415 | unsupported-content | missing",
        "Content-Type: application/json\\r\\nContent-Type: text/plain | 400 | bad-parameter | 2 times",
        "Content-Type: application/json\\r\\nContent-Encoding: gzip | 415 | unsupported-content | Content-Encoding",
        "Content-Type: application/json\\r\\nIdempotency-Key: b | 400 | bad-parameter | 2 times",
        "Content-Type: application/json\\r\\nAccept: text/html | 406 | not-acceptable | application/json",
        "Content-Type: application/json\\r\\nSignature-Ed25519: a\\r\\nSignature-Ed25519: b | 400 | bad-parameter | 2 times",
      })
  void aCommandIsRefusedBeforeItIsSent(String headers, int status, String type, String told)
      throws Exception {
    int before = commands.sent.size();
    Answer answer = post("key", BODY, headers.replace("\\r", "\r").replace("\\n", "\n"));

    assertProblem(answer, status, type, told);
    assertThat(commands.sent).hasSize(before);
    if (status == 415) {
      assertThat(
              answer.header("Accept").isPresent() || answer.header("Accept-Encoding").isPresent())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON",
        "application/json;charset=UTF-8",
        "application/json ; charset=\"utf-8\"",
      })
  void jsonIsTakenHoweverItIsWritten(String type) throws Exception {
    Answer answer = post("as-" + type.replaceAll("\\W+", "-"), BODY, "Content-Type: " + type);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  @Test
  void aBodyInChunksIsABody() throws Exception {
    String half = BODY.substring(0, 20);
    String chunks =
        "14\r\n"
            + half
            + "\r\n"
            + Integer.toHexString(BODY.length() - 20)
            + ";x=y\r\n"
            + BODY.substring(20)
            + "\r\n0\r\nTrailer: z\r\n\r\n";
    Answer answer =
        wire.send(
            "POST "
                + DEMAND
                + " HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: chunks\r\n"
                + JSON
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunks);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"quoted name\" | quoted name | quoted%20name",
        "a,b | |",
        "caf\u00c3\u00a9 | |",
        ".. | |",
        "\"..\" | |",
        "a/b | a/b | a%2Fb",
        "a%b | a%b | a%25b",
        "a%2Fb | a%2Fb | a%252Fb",
        "a\\b | a\\b | a%5Cb",
        "a;b | a;b | a;b",
        "a;b2 | a;b2 | a%3Bb2",
        "a?b#c | a?b#c | a%3Fb%23c",
        "a+b | a+b | a+b",
        "a b | a b | a%20b",
        "... | ... | ...",
        "~a | ~a | ~a",
        "stream | stream | stream",
      })
  void everyNameThatIsTakenCanBeCancelled(String key, String name, String segment)
      throws Exception {
    int before = commands.sent.size();
    Answer placed = post(key, BODY, JSON);
    if (name == null) {
      assertProblem(placed, 400, "bad-parameter", "Idempotency-Key");
      assertThat(commands.sent).hasSize(before);
      return;
    }
    assertThat(placed.status()).as(placed.body()).isEqualTo(201);
    assertThat(commands.last(TokenDemand.class).getCommandId()).isEqualTo(name);
    Answer cancelled =
        wire.ask(
            "DELETE " + DEMAND + "/" + segment + " HTTP/1.1",
            "Idempotency-Key: \"not " + name.replace("\\", "\\\\") + "\"");
    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(201);
    assertThat(commands.last(DemandCancelled.class).getDemandId()).isEqualTo(name);
  }

  /** Over Kafka an order may have any name; a path carries it all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "caf\u00e9",
        "\u20ac 5",
        "\ud83d\udca1",
        "line\nbreak",
        "tab\there",
        "\u0001",
        "\u007f",
        "a\u0301",
        "\ufeff",
        "%",
        "%2F",
        "/",
        "\\",
        "a//b",
        "a/../b",
        "//",
        " ",
        "&=?#"
      })
  void anOrderOfAnyNameIsReached(String name) throws Exception {
    Answer answer =
        wire.ask(
            "DELETE " + DEMAND + "/" + encoded(name) + " HTTP/1.1",
            "Idempotency-Key: away-" + UNIQUE.incrementAndGet());

    assertProblem(answer, 404, "order-rejected", "");
    assertThat(commands.last(DemandCancelled.class).getDemandId()).isEqualTo(name);
  }

  @Test
  void aPathParameterIsPartOfTheName() throws Exception {
    Answer answer =
        wire.ask("DELETE " + DEMAND + "/chat-1;x=y HTTP/1.1", "Idempotency-Key: parameter");

    assertProblem(answer, 404, "order-rejected", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"17\" | 17",
        "* | -1",
        "\"abc\", \"17\" | 17",
      })
  void aConditionIsTheVersionThatTheCommandNames(String sent, long version) throws Exception {
    wire.ask(
        "DELETE " + DEMAND + "/conditional HTTP/1.1",
        "If-Match: " + sent,
        "Idempotency-Key: if-" + UNIQUE.incrementAndGet());

    assertThat(commands.last(DemandCancelled.class).getIfVersion()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DELETE | If-Match: W/\"17\" | 412 | condition-failed",
        "DELETE | If-Match: \"abc\" | 412 | condition-failed",
        "DELETE | If-Match: \"017\" | 412 | condition-failed",
        "DELETE | If-Match: 17 | 400 | bad-parameter",
        "DELETE | If-Match: \"17\", \"18\" | 400 | bad-parameter",
        "DELETE | If-None-Match: * | 400 | bad-parameter",
        "POST | If-Match: \"17\" | 400 | bad-parameter",
        "POST | If-None-Match: * | 400 | bad-parameter",
      })
  void aConditionThatCannotHoldSendsNothing(String method, String header, int status, String type)
      throws Exception {
    int before = commands.sent.size();
    Answer answer =
        method.equals("POST")
            ? post("conditional", BODY, JSON + "\r\n" + header)
            : wire.ask("DELETE " + DEMAND + "/x HTTP/1.1", header, "Idempotency-Key: x");

    assertProblem(answer, status, type, "");
    assertThat(commands.sent).hasSize(before);
  }

  /** The market of this test is of rulebook 0. */
  @Test
  void whereOrdersHaveNoVersionNoneHolds() throws Exception {
    int before = commands.sent.size();
    Answer answer =
        wire.ask(
            "DELETE " + DEMAND + "/chat-1 HTTP/1.1", "If-Match: \"17\"", "Idempotency-Key: away");

    assertProblem(answer, 412, "condition-failed", "have none");
    assertThat(commands.sent).hasSize(before);
  }

  @Test
  void anAmendmentThatWouldChangeMoreThanItCanIsRefused() throws Exception {
    String order = DEMAND + "/chat-1";
    JsonNode read = wire.ask("GET " + order + " HTTP/1.1").json();
    assertThat(read.get("demand").get("tokens").longValue()).isEqualTo(100_000_000);
    String back = read.get("demand").toString();

    assertProblem(
        put(order, back.replace("MEDIUM", "FREE")),
        400,
        "bad-body",
        "\"tier\" of the body is FREE");
    assertProblem(
        put(order, back.replace("\"intervals\":60", "\"intervals\":61")), 400, "bad-body", "61");
    assertThat(put(order, back.replace("\"intervals\":60,", "")).status()).isEqualTo(201);
    assertThat(put(order, back.replace("3.000000", "2")).status()).isEqualTo(201);
    assertThat(commands.last(DemandAmended.class).getLimitPrice()).isEqualTo(2 * DOLLAR);
  }

  @Test
  void aNameThatNobodyCanHaveIsRefusedAtOnce() throws Exception {
    int before = commands.sent.size();
    String longest = "x".repeat(200);
    for (String[] of :
        new String[][] {
          {longest + "x", "north", "PARTICIPANT_INVALID"},
          {"a%2Fb", "north", "PARTICIPANT_INVALID"},
          {"chat", longest + "x", "MARKET_INVALID"},
        }) {
      Answer answer =
          wire.ask(
              "DELETE /v1/participants/" + of[0] + "/markets/" + of[1] + "/demand/x HTTP/1.1",
              "Idempotency-Key: x");
      assertProblem(answer, 400, "order-rejected", "200 characters");
      assertThat(answer.json().get("reason").textValue()).isEqualTo(of[2]);
    }
    assertThat(commands.sent).hasSize(before);
  }

  @Test
  void aCommandThatIntakeWouldNotReadIsRefusedAtOnce() throws Exception {
    int before = commands.sent.size();
    String step = "{\"tokens\":1000,\"limitPrice\":1}";
    String steps = String.join(",", Collections.nCopies(1_500, step));
    String many = BODY.replace("}", ",\"steps\":[" + steps + "]}");
    String tier = BODY.replace("MEDIUM", "M".repeat(17_000));

    assertProblem(post("long", tier, JSON), 413, "body-too-large", "16384");
    assertThat(post("steps", many, JSON).status()).as("some bytes each").isNotEqualTo(504);
    assertThat(commands.sent.size() - before).isLessThanOrEqualTo(1);
  }

  private static Answer put(String path, String body) throws Exception {
    return wire.ask(
        "PUT " + path + " HTTP/1.1",
        "Idempotency-Key: put-" + UNIQUE.incrementAndGet(),
        JSON,
        "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
    }
    return encoded.toString();
  }

  private static Answer post(String key, String body, String headers) throws Exception {
    return wire.ask(
        "POST " + DEMAND + " HTTP/1.1",
        "Idempotency-Key: " + key,
        headers,
        "Connection: close",
        "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }
}
