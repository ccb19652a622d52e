package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry over HTTP that answers what the test says. */
class RegistryFailureTest {
  private static final DemandCancelled RECORD = new DemandCancelled("c-1", "eu", "app", "d-1", -1L);
  private static final byte[] VALUE =
      HexFormat.of().parseHex("00000000010663" + "2d3104657506617070" + "06642d31" + "01");

  private final AtomicInteger questions = new AtomicInteger();
  private volatile int status;
  private volatile String answer;
  private HttpServer server;
  private RecordReader reader;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          questions.incrementAndGet();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    reader = new RecordReader(config());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Map<String, ?> config() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of("schema.registry.url", url, "max.retries", 0, "http.read.timeout.ms", 500);
  }

  private void answers(int status, String answer) {
    this.status = status;
    this.answer = answer;
  }

  private void knowsTheSchema() {
    String schema = DemandCancelled.getClassSchema().toString().replace("\"", "\\\"");
    answers(200, "{\"schema\":\"" + schema + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "401, 40101",
    "403, 40301",
    "404, 404",
    "408, 408",
    "409, 40403",
    "429, 42901",
    "500, 50001",
    "500, 40403",
    "502, 502",
    "503, 40403",
    "504, 504"
  })
  void aRegistryThatDoesNotSayAboutTheSchemaIsUnavailable(int status, int code) {
    answers(status, "{\"error_code\":" + code + ",\"message\":\"no\"}");
    assertThatThrownBy(() -> reader.read("t", VALUE))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({"404", "502", "200"})
  void anAnswerThatIsNoRegistrysIsUnavailable(int status) {
    answers(status, "<html>hello</html>");
    assertThatThrownBy(() -> reader.read("t", VALUE))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void noConnectionIsUnavailable() {
    server.stop(0);
    assertThatThrownBy(() -> reader.read("t", VALUE))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void noAnswerInTimeIsUnavailable() throws IOException {
    try (var silent = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, ?> config =
          Map.of(
              "schema.registry.url", "http://127.0.0.1:" + silent.getLocalPort(),
              "max.retries", 0,
              "http.read.timeout.ms", 100);
      assertThatThrownBy(() -> new RecordReader(config).read("t", VALUE))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40401, 40403})
  void aSchemaTheRegistryDoesNotHaveIsUnknown(int code) {
    answers(404, "{\"error_code\":" + code + ",\"message\":\"Schema 1 not found\"}");
    assertThat(cause()).isEqualTo(Cause.UNKNOWN_SCHEMA);
  }

  @Test
  void aSchemaThatIsNotAvroIsUnexpected() {
    answers(200, "{\"schema\":\"{}\"}");
    assertThat(cause()).isEqualTo(Cause.UNEXPECTED_TYPE);
    answers(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}");
    assertThat(cause()).isEqualTo(Cause.UNEXPECTED_TYPE);
  }

  @Test
  void aRecordThatWaitedIsReadWhenTheRegistryIsBack() throws UndecodableException {
    answers(503, "{\"error_code\":50301,\"message\":\"later\"}");
    assertThatThrownBy(() -> reader.read("t", VALUE))
        .isInstanceOf(RegistryUnavailableException.class);
    knowsTheSchema();
    assertThat(reader.read("t", VALUE)).isEqualTo(RECORD);
  }

  @Test
  void aSchemaOnceSeenIsNotAskedForAgain() throws UndecodableException {
    knowsTheSchema();
    reader.read("t", VALUE);
    answers(503, "{\"error_code\":50301,\"message\":\"later\"}");
    assertThat(reader.read("t", VALUE)).isEqualTo(RECORD);
    assertThat(questions).hasValue(1);
  }

  @Test
  void setupSaysThatTheRegistryIsUnavailable() {
    answers(503, "{\"error_code\":50301,\"message\":\"later\"}");
    assertThatThrownBy(() -> Setup.schemas(config()))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("later");
  }

  private Cause cause() {
    return catchThrowableOfType(UndecodableException.class, () -> reader.read("t", VALUE)).reason();
  }

  @Test
  void whoMakesUpIdsDoesNotHaveTheRegistryAskedForEach() {
    long[] now = new long[1];
    RecordReader sparing = reader.sparing(() -> now[0]);
    answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

    for (int id = 1_000; id < 21_000; id++) {
      assertUnknown(sparing, id);
    }
    assertThat(questions).hasValue(UnknownIds.MOST);

    now[0] += Duration.ofSeconds(61).toNanos();
    assertUnknown(sparing, 7);
    assertUnknown(sparing, 7);
    assertThat(questions).as("each is asked for once a minute").hasValue(UnknownIds.MOST + 1);
  }

  @Test
  void whatTheRegistryKnowsIsReadWhileOthersMakeUpIds() throws Exception {
    RecordReader sparing = reader.sparing();
    answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    assertUnknown(sparing, 7);
    knowsTheSchema();

    assertThat(sparing.read("t", VALUE)).isEqualTo(RECORD);
    answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    for (int id = 1_000; id < 2_000; id++) {
      assertUnknown(sparing, id);
    }
    assertThat(sparing.read("t", VALUE)).as("its schema is known here").isEqualTo(RECORD);
  }

  /** The control: who must read everything asks for each. */
  @Test
  void whoReadsWhatIsOursAsksForEach() {
    answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    for (int id = 1_000; id < 1_300; id++) {
      assertUnknown(reader, id);
    }
    assertThat(questions).hasValue(300);
  }

  private static void assertUnknown(RecordReader reader, int id) {
    byte[] value = ByteBuffer.allocate(9).put((byte) 0).putInt(id).array();
    assertThatThrownBy(() -> reader.read("t", value))
        .isInstanceOf(UndecodableException.class)
        .satisfies(
            none ->
                assertThat(((UndecodableException) none).reason())
                    .isEqualTo(UndecodableException.Cause.UNKNOWN_SCHEMA));
  }
}
