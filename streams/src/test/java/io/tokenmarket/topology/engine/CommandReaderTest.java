package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a registry that answers its first questions with 503. */
class CommandReaderTest {
  private static final int SILENT = 2;

  private final AtomicInteger questions = new AtomicInteger();
  private HttpServer registry;

  @BeforeEach
  void open() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/", this::answer);
    registry.start();
  }

  @AfterEach
  void close() {
    registry.stop(0);
  }

  @Test
  void aRecordWaitsForARegistryThatIsSilent() throws Exception {
    TokenDemand demand = Samples.demand("d", "app");
    assertThat(reader(Duration.ofSeconds(30)).read(Topics.TOKEN_DEMAND, wire(demand)))
        .isEqualTo(demand);
    assertThat(questions).hasValueGreaterThan(SILENT);
  }

  @Test
  void patienceEnds() throws Exception {
    byte[] value = wire(Samples.demand("d", "app"));
    assertThatThrownBy(() -> reader(Duration.ZERO).read(Topics.TOKEN_DEMAND, value))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private CommandReader reader(Duration patience) {
    String url = "http://127.0.0.1:" + registry.getAddress().getPort();
    return new CommandReader(
        new RecordReader(Map.of("schema.registry.url", url, "max.retries", 0)), patience);
  }

  private static byte[] wire(TokenDemand demand) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.write(new byte[] {0, 0, 0, 0, 7});
    byte[] singleObject = new byte[demand.toByteBuffer().remaining()];
    demand.toByteBuffer().get(singleObject);
    int singleObjectHeader = 10;
    wire.write(singleObject, singleObjectHeader, singleObject.length - singleObjectHeader);
    return wire.toByteArray();
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean silent = questions.incrementAndGet() <= SILENT;
    String schema = TokenDemand.getClassSchema().toString().replace("\"", "\\\"");
    byte[] body = ("{\"schema\":\"" + schema + "\"}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(silent ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
