package io.tokenmarket.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.tokenmarket.market.Reason;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.topology.engine.EngineObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * What this node's engine did since it started. A command that is sent again and answered again is
 * not counted again.
 */
final class EngineMetrics implements EngineObserver {
  private static final double[] AUCTION_SECONDS = {
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
  };
  private static final double[] DELAY_SECONDS = {
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60
  };
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private final Labels all;
  private final Clock clock;
  private final Histogram auctions;
  private final Histogram delays;
  private final Counter skipped;
  private final Counter accepted;
  private final Counter rejected;
  private final Counter deadLetters;
  private final Counter tokens;
  private final Counter dollars;

  /**
   * @param all labels that every value carries
   * @param clock the one gates are due by
   */
  EngineMetrics(PrometheusRegistry registry, Labels all, Clock clock) {
    this.all = all;
    this.clock = clock;
    auctions =
        histogram("tokenmarket_auction_duration_seconds", "What an auction took", AUCTION_SECONDS)
            .register(registry);
    delays =
        histogram("tokenmarket_gate_delay_seconds", "From gate to auction", DELAY_SECONDS)
            .register(registry);
    skipped =
        counter("tokenmarket_skipped_intervals_total", "Intervals without auction", "market")
            .register(registry);
    accepted =
        counter("tokenmarket_commands_accepted_total", "Commands accepted", "kind")
            .register(registry);
    rejected =
        counter("tokenmarket_commands_rejected_total", "Commands rejected", "reason")
            .register(registry);
    deadLetters =
        counter("tokenmarket_dead_letters_total", "Records that are no command", "cause")
            .register(registry);
    tokens =
        counter("tokenmarket_traded_tokens_total", "Tokens sold", "market", "tier")
            .register(registry);
    dollars =
        counter("tokenmarket_traded_dollars_total", "$ paid by buyers", "market", "tier")
            .register(registry);
    beginAtZero();
  }

  /** A rate is seen from the first one on only where there was a zero before it. */
  private void beginAtZero() {
    for (Reason reason : Reason.values()) {
      rejected.initLabelValues(reason.name());
    }
    for (UndecodableException.Cause cause : UndecodableException.Cause.values()) {
      deadLetters.initLabelValues(cause.name());
    }
  }

  private Histogram.Builder histogram(String name, String help, double[] bounds) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .constLabels(all)
        .labelNames("market")
        .classicOnly()
        .classicUpperBounds(bounds);
  }

  private Counter.Builder counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).constLabels(all).labelNames(labels);
  }

  @Override
  public void refused(OrderRejected answer) {
    rejected.labelValues(answer.getReason()).inc();
  }

  @Override
  public void setAside(UndecodableException.Cause cause) {
    deadLetters.labelValues(cause.name()).inc();
  }

  @Override
  public void handled(SpecificRecord entry, List<SpecificRecord> events, Duration took) {
    if (!events.isEmpty() && events.get(0) instanceof Clearing clearing) {
      cleared(clearing, took);
    } else if (!events.isEmpty() && !isTime(entry)) {
      answered(entry, events.get(0));
    }
    for (SpecificRecord event : events) {
      if (event instanceof OrderRejected answer && !answer.getRepeated()) {
        refused(answer);
      }
    }
  }

  private static boolean isTime(SpecificRecord entry) {
    return entry instanceof GateClosed || entry instanceof GateClosing;
  }

  /** The first event is the answer, whatever follows from it for others. */
  private void answered(SpecificRecord command, SpecificRecord answer) {
    boolean repeated = Boolean.TRUE.equals(((GenericRecord) answer).get("repeated"));
    if (!(answer instanceof OrderRejected) && !repeated) {
      accepted.labelValues(command.getSchema().getName()).inc();
    }
  }

  private void cleared(Clearing clearing, Duration took) {
    String market = clearing.getMarket();
    auctions.labelValues(market).observe(took.toNanos() / NANOS);
    long late = clock.millis() - clearing.getAt().toEpochMilli();
    delays.labelValues(market).observe(late / MILLIS);
    boolean first = clearing.getPreviousInterval() < 0;
    long missed = clearing.getInterval() - clearing.getPreviousInterval() - 1;
    skipped.labelValues(market).inc(first ? 0 : missed);
    clearing.getTiers().forEach(tier -> sold(market, tier));
  }

  private void sold(String market, TierClearing tier) {
    tokens.labelValues(market, tier.getTier()).inc((double) tier.getLots() * Units.TOKENS_PER_LOT);
    dollars.labelValues(market, tier.getTier()).inc(tier.getRevenue().doubleValue());
  }
}
