package io.tokenmarket.rest;

import static io.tokenmarket.rest.WireProblem.assertOurHeaders;
import static io.tokenmarket.rest.WireProblem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.Wire.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as bytes: each is read as the standard says, or refused with a problem. */
@Timeout(120)
class WireTest {
  private static final String NORTH = "GET /v1/markets/north HTTP/1.1";
  private static final String DEMAND = "/v1/participants/chat/markets/north/demand";

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
        "GET /v1/markets/north HTTP/1.0 | 200",
        "GET /v1/markets/north? HTTP/1.1 | 200",
        "GET http://localhost/v1/markets/north HTTP/1.1 | 200",
        "HEAD /v1/markets/north HTTP/1.1 | 200",
        "HEAD /v1/markets/north/prices/stream HTTP/1.1 | 200",
        "OPTIONS /v1/markets/north HTTP/1.1 | 204",
        "OPTIONS * HTTP/1.1 | 204",
        "GET / HTTP/1.1 | 200",
      })
  void whatCanBeAskedIsAnswered(String line, int status) throws Exception {
    Answer answer = wire.ask(line);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertOurHeaders(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v1/markets/%zz HTTP/1.1 | 400 | request-refused | percent sign",
        "GET /v1/markets/%ff HTTP/1.1 | 400 | bad-parameter | no UTF-8",
        "GET /v1/markets/%c0%af HTTP/1.1 | 400 | bad-parameter | no UTF-8",
        "GET /v1/markets/%ed%a0%80 HTTP/1.1 | 400 | bad-parameter | no UTF-8",
        "GET /v1/markets/%u00e9 HTTP/1.1 | 400 | bad-parameter | percent sign",
        "GET /v1/markets/%2e%2e HTTP/1.1 | 400 | bad-parameter | take out",
        "GET /v1/markets/../markets HTTP/1.1 | 400 | bad-parameter | take out",
        "GET /v1/markets/north%00 HTTP/1.1 | 400 | request-refused | %00",
        "GET /v1/markets/a^b HTTP/1.1 | 400 | request-refused | must be percent-encoded",
        "GET /v1//markets HTTP/1.1 | 400 | request-refused | empty segment",
        "GET /v1/markets/ HTTP/1.1 | 404 | unknown-resource | /v1/markets/",
        "GET /v1/markets/no rth HTTP/1.1 | 400 | request-refused | a character where none",
        "GET /v1/markets/north#x HTTP/1.1 | 400 | request-refused | fragment",
        "GET /v1/markets/north?position=%zz HTTP/1.1 | 400 | bad-parameter | percent sign",
        "GET /v1/markets/north?position=%ff HTTP/1.1 | 400 | bad-parameter | no UTF-8",
        "GET /v1/markets/north?position=1&position=1 HTTP/1.1 | 400 | bad-parameter | more than once",
        "GET /v1/markets/north?Position=1 HTTP/1.1 | 400 | bad-parameter | \"Position\"",
        "GET /v1/markets/north?position HTTP/1.1 | 400 | bad-parameter | position is \"\"",
        "GET /v1/markets/north?position=99999999999999999999 HTTP/1.1 | 400 | bad-parameter | whole number",
        "GET /v1/markets/north?position=01 HTTP/1.1 | 400 | bad-parameter | whole number",
        "GET /v1/markets/north/prices/01 HTTP/1.1 | 400 | bad-parameter | number of an interval",
        "GET /v1/markets/north/price-history?from=2026-01-01T23:59:60Z HTTP/1.1 | 400 | bad-parameter | a time like",
        "GET /v1/markets/north/price-history?to=2026-01-01t23:59:00z HTTP/1.1 | 400 | bad-parameter | a time like",
        "GET /v1/markets/north/tiers/MEDIUM/windows?window=pt1h HTTP/1.1 | 400 | bad-parameter | like PT1H",
        "GET /v1/markets/north/tiers/MEDIUM/windows?window=-PT-1H HTTP/1.1 | 400 | bad-parameter | like PT1H",
        "GET /v1/markets/north?=1 HTTP/1.1 | 400 | bad-parameter | \"\"",
        "GET http://other/v1/markets/north HTTP/1.1 | 400 | request-refused | the same host",
        "GET http://me@localhost/v1/markets HTTP/1.1 | 400 | request-refused | names a user",
        "GET * HTTP/1.1 | 400 | request-refused | first line",
        "TRACE /v1/markets/north HTTP/1.1 | 405 | method-not-allowed | TRACE",
        "PATCH /v1/markets/north HTTP/1.1 | 405 | method-not-allowed | PATCH",
        "POST /v1/markets/north HTTP/1.1 | 405 | method-not-allowed | POST",
        "FOO /v1/markets/north HTTP/1.1 | 501 | method-unknown | FOO",
        "get /v1/markets/north HTTP/1.1 | 501 | method-unknown | upper case",
        "BEFORE /v1/markets/north HTTP/1.1 | 501 | method-unknown | BEFORE",
        "CONNECT localhost:80 HTTP/1.1 | 501 | request-refused | CONNECT",
        "GET /v1/markets/north HTTP/1.2 | 505 | request-refused | HTTP/1.1",
        "GET /v1/markets/north HTTP/2.0 | 505 | request-refused | HTTP/1.1",
        "GET /v1/markets/north | 505 | request-refused | HTTP/1.1",
        "GET | 400 | request-refused | first line",
      })
  void aRequestLineThatCannotBeReadIsAProblem(String line, int status, String type, String told)
      throws Exception {
    assertProblem(wire.ask(line), status, type, told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Host: other | 400 | request-refused | Host",
        "No colon | 400 | request-refused | a character where none",
        "Bad name: x | 400 | request-refused | a character where none",
        "X: a\\0b | 400 | request-refused | a character where none",
        "X: a\\r\\n folded | 400 | request-refused | goes on on another line",
        "Content-Length: 3\\r\\nContent-Length: 4 | 400 | request-refused | one length",
        "Content-Length: 3\\r\\nTransfer-Encoding: chunked | 400 | request-refused | one length",
        "Content-Length: -3 | 400 | request-refused | one length",
        "Transfer-Encoding: gzip | 400 | request-refused | one length",
        "Transfer-Encoding: chunked\\r\\n\\r\\nzz | 400 | bad-body | not sent whole",
        "Transfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n{}\\r\\n0\\r\\n\\r\\n | 400 | bad-body | no body",
        "Expect: 200-ok | 417 | request-refused | Expect",
        "Authorization: Bearer a\\r\\nAuthorization: Bearer b | 400 | bad-parameter | Authorization",
        "Accept: text/html | 406 | not-acceptable | application/json",
        "Accept: application/json;q=0, */* | 406 | not-acceptable | application/json",
        "Accept: application/problem+json | 406 | not-acceptable | application/json",
        "Accept: application/jsonx | 406 | not-acceptable | application/json",
        "Accept: text/html\\r\\nAccept: application/json;q=2 | 400 | bad-parameter | Accept",
        "If-None-Match: abc | 400 | bad-parameter | If-None-Match",
        "If-Match: abc | 400 | bad-parameter | If-Match",
        "If-Match: \"abc\" | 412 | condition-failed | weak",
      })
  void aHeaderThatCannotBeReadIsAProblem(String header, int status, String type, String told)
      throws Exception {
    String sent = header.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    assertProblem(wire.ask(NORTH, sent), status, type, told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Range: bytes=0-3",
        "If-Modified-Since: yesterday",
        "If-Modified-Since: Sun, 29 Nov 2099 21:28:10 GMT",
        "If-Unmodified-Since: Sun, 29 Nov 1999 21:28:10 GMT",
        "If-Match: *",
        "If-None-Match: \"other\"",
        "Accept: text/html, application/json;q=0.1",
        "Accept: text/html\r\nAccept: */*;q=0.1",
        "Accept-Charset: utf-16",
        "Accept-Language: xx",
        "Accept-Encoding: br;q=1, *;q=0",
        "Expect: 100-continue",
        "X-HTTP-Method-Override: DELETE",
        "X-HTTP-Method: DELETE\r\nX-Method-Override: DELETE",
        "Sec-WebSocket-Version: 13",
        "Cookie: a=b; $Version=1; JSESSIONID=x",
        "Content-Length: 0",
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      })
  void whatSaysNothingHereChangesNothing(String header) throws Exception {
    Answer answer = wire.ask(NORTH, header);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().get("market").textValue()).isEqualTo("north");
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void whatIsTooLongIsAProblem() throws Exception {
    assertProblem(
        wire.ask("GET /" + "a".repeat(9_000) + " HTTP/1.1"), 414, "request-refused", "8 KiB");
    assertProblem(wire.ask(NORTH, "X: " + "a".repeat(9_000)), 431, "request-refused", "8 KiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/markets HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /v1/markets HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
        "GET /v1/markets HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
        "GET /v1/markets HTTP/1.1\r\nHost: localhost:x\r\nConnection: close\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
      })
  void whatIsNoRequestIsAProblem(String bytes) throws Exception {
    assertProblem(wire.send(bytes), 400, "request-refused", "cannot be read as HTTP");
  }

  @Test
  void anAnswerThatIsKnownIsNotSentAgain() throws Exception {
    String tag = wire.ask(NORTH).header("ETag").orElseThrow();

    for (String known : new String[] {tag, tag.substring(2), "\"x\", " + tag, "*"}) {
      Answer again = wire.ask(NORTH, "If-None-Match: " + known, "If-Modified-Since: x");
      assertThat(again.status()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.header("ETag")).contains(tag);
      assertThat(again.header("Vary")).contains("Accept-Encoding");
      assertThat(again.header("Content-Type")).isEmpty();
    }
    Answer lines = wire.ask(NORTH, "If-None-Match: \"x\"", "If-None-Match: " + tag);
    assertThat(lines.status()).as("of two lines").isEqualTo(304);
  }

  @Test
  void whatIsPossibleIsTold() throws Exception {
    assertThat(wire.ask("OPTIONS " + DEMAND + "/x HTTP/1.1").header("Allow"))
        .contains("GET, HEAD, PUT, DELETE, OPTIONS");
    assertThat(wire.ask("PATCH " + DEMAND + " HTTP/1.1").header("Allow")).contains("POST, OPTIONS");
  }

  /** A method that is meant otherwise than it is sent would pass any proxy that looks at it. */
  @ParameterizedTest
  @ValueSource(strings = {"?_method=DELETE", "?X-HTTP-Method-Override=DELETE", ""})
  void aRequestIsItsMethod(String query) throws Exception {
    int before = commands.sent.size();
    wire.ask(
        "GET " + DEMAND + "/chat-1" + query + " HTTP/1.1",
        "X-HTTP-Method-Override: DELETE",
        "Idempotency-Key: other");
    wire.ask(
        "POST " + DEMAND + query + " HTTP/1.1",
        "Content-Type: application/x-www-form-urlencoded",
        "Idempotency-Key: other",
        "Content-Length: 14\r\n\r\n_method=DELETE");

    assertThat(commands.sent).hasSize(before);
  }
}
