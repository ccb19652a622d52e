package io.tokenmarket.rest;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventStreamTest {
  private static final String PRICES = "/v1/markets/north/prices/stream";

  @TempDir Path directory;
  private ViewsDriver views;
  private RestServer server;

  @BeforeEach
  void start() {
    views = ViewsDriver.inMemory(directory);
    views.define(SampleMarket.definition("north"));
    server = RestServer.of(views).slowestStream(Duration.ofMillis(300)).start("localhost", 0);
  }

  @AfterEach
  void stop() {
    server.close();
    views.close();
  }

  private Subscriber subscribe(String path) throws Exception {
    return new Subscriber(server.port(), path);
  }

  @Test
  void aStreamBeginsWithTheLastPricesAndGoesOn() throws Exception {
    views.clear("north", 0);
    views.clear("north", 1);
    try (Subscriber prices = subscribe(PRICES)) {
      Subscriber.Message latest = prices.next();
      assertThat(latest.event()).isEqualTo("prices");
      assertThat(latest.id()).isEqualTo(1);
      views.clear("north", 3);

      Subscriber.Message next = prices.next();
      assertThat(next.id()).isEqualTo(3);
      assertThat(next.data())
          .isEqualTo(
              new ObjectMapper()
                  .readTree(new Http(server).get("/v1/markets/north/prices/3").body()));
    }
  }

  @Test
  void whoComesAgainMissesNothing() throws Exception {
    for (int n = 0; n < 300; n++) {
      views.clear("north", n);
    }
    try (Subscriber clearings = subscribe("/v1/markets/north/clearings/stream?lastEventId=9")) {
      for (int n = 10; n < 300; n++) {
        assertThat(clearings.next().id()).isEqualTo(n);
      }
    }
    try (Subscriber prices = new Subscriber(server.port(), PRICES, "Last-Event-ID: 297")) {
      assertThat(prices.next().id()).isEqualTo(298);
    }
  }

  @Test
  void aParticipantIsToldWhatHappensToHisOrders() throws Exception {
    LiveMarket south = new LiveMarket(views, "south");
    south.send(south.demand("before", "chat", 5, DOLLAR, 1));
    try (Subscriber events = subscribe("/v1/participants/chat/events/stream")) {
      south.send(south.demand("other", "somebody", 5, DOLLAR, 1));
      south.send(south.demand("after", "chat", 5, DOLLAR, 1));
      south.close(0);

      Subscriber.Message accepted = events.next();
      assertThat(accepted.event()).isEqualTo("OrderAccepted");
      assertThat(accepted.data().get("orderId").textValue()).isEqualTo("after");
      assertThat(events.next().event()).isEqualTo("OrderExpired");
      try (Subscriber resumed =
          subscribe("/v1/participants/chat/events/stream?lastEventId=" + accepted.id())) {
        assertThat(resumed.next().event()).isEqualTo("OrderExpired");
      }
    }
  }

  @Test
  void whoTakesNothingIsCutOff() throws Exception {
    views.clear("north", 0);
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress("localhost", server.port()));
      deaf.getOutputStream()
          .write(
              ("GET /v1/markets/north/clearings/stream?lastEventId=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      awaitOpenStream();
      for (int n = 1; n < 4_000; n++) {
        views.clear(SampleMarket.clearing("north", n));
      }
      awaitClosedStreams();
      assertThat(readToItsEnd(deaf)).as("of about 9 MB").isLessThan(8_000_000);
    }
  }

  private void awaitOpenStream() {
    while (server.streams() == 0) {
      Thread.onSpinWait();
    }
  }

  private void awaitClosedStreams() {
    while (server.streams() > 0) {
      Thread.onSpinWait();
    }
  }

  private static long readToItsEnd(Socket socket) throws Exception {
    InputStream input = socket.getInputStream();
    byte[] buffer = new byte[65_536];
    long bytes = 0;
    int read = 0;
    while (read >= 0) {
      bytes += read;
      try {
        read = input.read(buffer);
      } catch (SocketException reset) {
        return bytes;
      }
    }
    return bytes;
  }

  /** What an executor's periodic task throws would end it, and with it the care for all streams. */
  @Test
  void aStreamThatCannotBeLookedAfterEndsAlone() {
    EventStream broken =
        new EventStream(
            null,
            null,
            (id, limit) -> List.of(),
            0,
            () -> {
              throw new IllegalStateException("no answer whether its key holds");
            },
            Runnable::run);

    StreamRoutes.check(broken, Duration.ofSeconds(10));

    assertThat(broken.closed()).isDone();
  }

  @Test
  void aStreamOfNoMarketIsAProblem() throws Exception {
    Http http = new Http(server);
    http.problem("/v1/markets/nowhere/prices/stream", 404, "unknown-market");
    http.problem(PRICES + "?lastEventId=x", 400, "bad-parameter");
  }

  @Test
  void aServerThatClosesEndsItsStreams() throws Exception {
    views.clear("north", 0);
    try (Subscriber prices = subscribe(PRICES)) {
      prices.next();
      server.close();
      assertThat(prices.isAtEnd()).isTrue();
    }
  }

  /** Yesterday's exchange had more auctions: who waits for the next of them hears nothing. */
  @Test
  void whoHasSeenMoreThanThereIsIsTold() throws Exception {
    views.clear("north", 3);
    Http http = new Http(server);

    http.problem(PRICES + "?lastEventId=4", 404, "unknown-event");
    http.problem(
        http.send(http.request(PRICES).header("Last-Event-ID", "9")), 404, "unknown-event");
    http.problem(
        http.send(http.request(PRICES).header("Last-Event-ID", "05")), 400, "bad-parameter");
    http.problem("/v1/participants/chat/events/stream?lastEventId=5", 404, "unknown-event");
    try (Subscriber prices = subscribe(PRICES + "?lastEventId=3")) {
      views.clear("north", 4);
      assertThat(prices.next().id()).isEqualTo(4);
    }
  }

  /** An EventSource gives up at any other status, and at the id it has it would come again. */
  @Test
  void anEventSourceIsToldByAnEventAndGoesOnWithWhatThereIs() throws Exception {
    views.clear("north", 3);
    HttpResponse<String> told = eventSource(PRICES, "Last-Event-ID", "9");

    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(told.body())
        .startsWith("retry: 1000\nid: 2\nevent: problem\ndata: {")
        .contains("unknown-event")
        .endsWith("}\n\n");
    try (Subscriber prices = new Subscriber(server.port(), PRICES, "Last-Event-ID: 2")) {
      assertThat(prices.next().id()).isEqualTo(3);
    }
  }

  /** An exchange that starts for the first time serves before its markets are defined. */
  @Test
  void anEventSourceThatComesBeforeItsMarketComesAgain() throws Exception {
    HttpResponse<String> told = eventSource("/v1/markets/nowhere/prices/stream");

    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).startsWith("retry: 1000\nevent: problem\n").contains("unknown-market");
  }

  private HttpResponse<String> eventSource(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .header("Accept", "text/event-stream");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
