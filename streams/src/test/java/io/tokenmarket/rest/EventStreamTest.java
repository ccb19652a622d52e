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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
      for (int n = 1; n < 4_000; n++) {
        views.clear(SampleMarket.clearing("north", n));
      }
      awaitClosedStreams();
      assertThat(readToItsEnd(deaf)).as("of about 9 MB").isLessThan(8_000_000);
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
}
