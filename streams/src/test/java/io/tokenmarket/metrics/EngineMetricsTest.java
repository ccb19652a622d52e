package io.tokenmarket.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.topology.views.SampleMarket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What the engine does, counted. */
class EngineMetricsTest {
  private static final Instant GATE = SampleMarket.clearing("north", 7).getAt();
  private static final Duration TOOK = Duration.ofMillis(30);
  private static final TokenDemand DEMAND =
      TokenDemand.newBuilder()
          .setCommandId("chat-1")
          .setMarket("north")
          .setParticipant("chat")
          .setTier("MEDIUM")
          .setLots(1)
          .setLimitPrice(1)
          .setIntervals(1)
          .build();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Clock clock = Clock.fixed(GATE.plusMillis(250), ZoneOffset.UTC);
  private final EngineMetrics metrics = new EngineMetrics(registry, Labels.EMPTY, clock);

  @Test
  void anAuctionIsTimedAndItsDelayIsFromTheStatedGate() throws IOException {
    close(7, 6);

    assertThat(text())
        .contains("tokenmarket_auction_duration_seconds_sum{market=\"north\"} 0.03\n")
        .contains("tokenmarket_gate_delay_seconds_sum{market=\"north\"} 0.25\n")
        .contains("tokenmarket_gate_delay_seconds_bucket{market=\"north\",le=\"0.2\"} 0\n")
        .contains("tokenmarket_gate_delay_seconds_bucket{market=\"north\",le=\"0.5\"} 1\n");
  }

  @Test
  void intervalsWithoutAnAuctionAreSkippedOnesButNotThoseBeforeTheFirst() throws IOException {
    close(7, -1);
    assertThat(text()).contains("tokenmarket_skipped_intervals_total{market=\"north\"} 0.0\n");
    close(8, 7);
    assertThat(text()).contains("tokenmarket_skipped_intervals_total{market=\"north\"} 0.0\n");
    close(12, 8);
    assertThat(text()).contains("tokenmarket_skipped_intervals_total{market=\"north\"} 3.0\n");
  }

  @Test
  void aCommandAnsweredAgainIsNotCountedAgain() throws IOException {
    OrderAccepted accepted = new OrderAccepted("north", "chat", "chat-1", "chat-1", 5L, false);
    handle(DEMAND, accepted);
    handle(DEMAND, OrderAccepted.newBuilder(accepted).setRepeated(true).build());
    OrderRejected rejected =
        new OrderRejected(
            "north", "chat", "chat-1", "COMMAND_ID_CONFLICT", "", 6L, false, List.of());
    handle(DEMAND, rejected);
    handle(DEMAND, OrderRejected.newBuilder(rejected).setRepeated(true).build());

    assertThat(text())
        .contains("tokenmarket_commands_accepted_total{kind=\"TokenDemand\"} 1.0\n")
        .contains("tokenmarket_commands_rejected_total{reason=\"COMMAND_ID_CONFLICT\"} 1.0\n");
  }

  @Test
  void anOrderTakenOutAtTheGateIsARejectionAndTheGateIsNoCommand() throws IOException {
    OrderRejected poison =
        new OrderRejected("north", "chat", "chat-1", "POISON", "", 9L, false, List.of());
    GateClosed gate = new GateClosed("north", 7L, GATE);
    handle(gate, SampleMarket.clearing("north", 7), poison);

    assertThat(text())
        .contains("tokenmarket_commands_rejected_total{reason=\"POISON\"} 1.0\n")
        .doesNotContain("kind=");
  }

  private void close(long interval, long previous) {
    Clearing clearing =
        Clearing.newBuilder(SampleMarket.clearing("north", 7))
            .setInterval(interval)
            .setPreviousInterval(previous)
            .build();
    handle(new GateClosed("north", interval, GATE), clearing);
  }

  private void handle(SpecificRecord entry, SpecificRecord... events) {
    metrics.handled(entry, List.of(events), TOOK);
  }

  private String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, registry.scrape());
    return text.toString(StandardCharsets.UTF_8);
  }
}
