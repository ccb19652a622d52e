package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.bench.live.StreamBench.Row;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The rows in which the exchange trades: its markets are opened first, then it is stopped, the
 * commands are written, and it is started again and measured.
 *
 * <p>Its clock runs an interval behind and catches up behind the last answer, so that the auction
 * that ends the last orders need not be waited for.
 */
final class ExchangeRun {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final double STEADY = 1_000;

  /** Commands that one sender sends in one record. */
  private static final int BATCH = 50;

  private final Setting setting;
  private final Row row;
  private final Markets markets;
  private final BenchClock clock = new BenchClock(0);

  ExchangeRun(Setting setting, Row row) {
    this.setting = setting;
    this.row = row;
    this.markets = setting.named();
  }

  /**
   * @param pace how long to send at a steady rate in the end
   */
  Run of(Duration pace) throws Exception {
    try (Rig rig = Rig.start(setting.partitions())) {
      open(rig);
      Segments empty = rig.segments();
      try (Client client = new Client(rig.settings())) {
        fill(client);
      }
      return measured(rig, empty, pace);
    }
  }

  private void fill(Client client) {
    if (row == Row.BATCHES) {
      client.fillBatches(setting.commands(), BATCH, n -> markets.demand(n, BATCH));
    } else {
      client.fill(setting.commands(), markets::demand);
    }
  }

  /** Only trades, and leaves what came of it. */
  void trade(Rig rig) throws Exception {
    open(rig);
    try (Client client = new Client(rig.settings())) {
      client.fill(setting.commands(), markets::demand);
    }
    measured(rig, rig.segments(), Duration.ZERO);
  }

  private Run measured(Rig rig, Segments empty, Duration pace) throws Exception {
    Window window = new Window();
    Tally tally = Tally.of(rig.settings());
    Window.collectGarbage();
    clock.run(setting.intervalMillis());
    long began = clock.millis();
    try (Committed committed = Committed.read(rig.settings(), Tally.TOPICS, tally::count);
        Exchange exchange = start(rig, window::begin)) {
      require(committed.await(PATIENCE, () -> tally.answers() >= setting.commands()), tally);
      if (row == Row.NODE) {
        exchange.awaitViews();
      }
      window.answered();
      long due = due(began, clock.millis());
      long held = tally.clearings();
      clock.catchUp();
      require(committed.await(PATIENCE, () -> tally.ends() >= setting.commands()), tally);
      exchange.awaitViews();
      window.end();
      if (setting.profile()) {
        window.printThreads();
      }
      Map<String, Segments.Size> sizes = rig.segments().since(empty);
      Paced.Result paced =
          pace.isZero() ? null : new Paced(rig, markets).run(setting.commands(), STEADY, pace);
      Run run = Run.of(row, window, setting.commands());
      return new Run(
          row,
          run.commandsPerSecond(),
          run.cpuMicros(),
          due,
          held,
          sizes,
          setting.commands(),
          paced);
    }
  }

  /** Orders at this rate for so long: whether all gates are held, and how late. */
  ObjectNode atRate(double perSecond, Duration length) throws Exception {
    try (Rig rig = Rig.start(setting.partitions())) {
      open(rig);
      clock.run(0);
      try (Exchange exchange = start(rig, () -> {})) {
        Paced.Result result = new Paced(rig, markets).run(0, perSecond, length.multipliedBy(2));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("row", row.label() + "-half-rate")
            .put("markets", setting.markets())
            .put("partitions", setting.partitions())
            .put("intervalSeconds", setting.intervalMillis() / 1_000)
            .put("commandsPerSecond", Math.round(perSecond));
        json.putObject("gates").put("due", result.due()).put("held", result.held());
        json.set("gateToLastEventMillis", result.gates().json());
        json.set("orderToAnswerMillis", result.orders().json());
        return json;
      }
    }
  }

  private Exchange start(Rig rig, Runnable handled) throws Exception {
    return row == Row.NODE
        ? Exchange.node(rig, clock, setting.config(), handled)
        : Exchange.engine(rig, clock, setting.config(), handled);
  }

  /** The markets and their offers, answered. */
  private void open(Rig rig) throws Exception {
    Instant origin = Instant.ofEpochMilli(clock.millis() / 60_000 * 60_000);
    Tally tally = Tally.of(rig.settings());
    try (Committed committed = Committed.read(rig.settings(), Tally.TOPICS, tally::count);
        Exchange exchange = Exchange.engine(rig, clock, setting.config(), () -> {});
        Client client = new Client(rig.settings())) {
      for (String market : markets.names()) {
        client.send(Topics.MARKET_DEFINITIONS, market, markets.definition(market, origin));
      }
      require(committed.await(PATIENCE, () -> tally.answers() >= markets.names().size()), tally);
      long offers = 0;
      for (String market : markets.names()) {
        for (SupplyOffer offer : markets.offers(market)) {
          client.send(Topics.SUPPLY_OFFERS, offer.getParticipant(), offer);
          offers++;
        }
      }
      long all = markets.names().size() + offers;
      require(committed.await(PATIENCE, () -> tally.answers() >= all), tally);
    }
  }

  private long due(long from, long to) {
    long interval = setting.intervalMillis();
    return (to / interval - from / interval) * markets.names().size();
  }

  private static void require(boolean holds, Tally tally) {
    if (!holds) {
      throw new IllegalStateException(
          "only " + tally.answers() + " answers and " + tally.ends() + " ends came in " + PATIENCE);
    }
  }
}
