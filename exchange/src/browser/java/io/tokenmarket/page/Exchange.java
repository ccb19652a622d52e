package io.tokenmarket.page;

import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Participants;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.simulation.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A whole exchange with the market of the quickstart at work, an auction a second. */
final class Exchange implements AutoCloseable {
  private static final long ALWAYS = 100_000;

  private final DataFolder folder;
  private final Population population = Scenario.shipped("quickstart").population();
  private Sandbox sandbox;
  private ExecutorService trading;
  private volatile boolean stopping;

  private Exchange(DataFolder folder) {
    this.folder = folder;
  }

  static Exchange start(Path directory) throws Exception {
    Exchange exchange = new Exchange(DataFolder.open(directory));
    exchange.begin(0);
    return exchange;
  }

  private void begin(int port) throws Exception {
    sandbox = Sandbox.start(folder, port);
    sandbox.node().awaitRunning();
    stopping = false;
    trading = Executors.newSingleThreadExecutor();
    trading.submit(this::trade);
  }

  private void trade() {
    try (Participants participants = Participants.connect(sandbox.settings(), population)) {
      participants.begin();
      standBy();
      while (!stopping) {
        participants.next(Duration.ofMillis(200));
      }
    }
  }

  /** Of MEDIUM there is always some on offer and some wanted, however slow this machine is. */
  private void standBy() {
    String market = population.market().getMarket();
    SupplyOffer reserve =
        SupplyOffer.newBuilder()
            .setCommandId("reserve")
            .setMarket(market)
            .setParticipant("reserve")
            .setSite("shore")
            .setHardware("hopper")
            .setKilowatts(500)
            .setRates(List.of(new TierRate("MEDIUM", 1_000_000L, 200_000L)))
            .setIntervals(ALWAYS)
            .build();
    TokenDemand baseLoad =
        TokenDemand.newBuilder()
            .setCommandId("base-load")
            .setMarket(market)
            .setParticipant("base-load")
            .setTier("MEDIUM")
            .setLots(300)
            .setLimitPrice(5_000_000)
            .setIntervals(ALWAYS)
            .build();
    try (ExchangeConnection connection = ExchangeConnection.open(sandbox.settings())) {
      connection.submit(reserve).join();
      connection.submit(baseLoad).join();
    }
  }

  /** Opens a market whose first gate is an hour away. */
  void openQuietMarket(String name) {
    MarketDefinition quiet =
        MarketDefinition.newBuilder(population.market())
            .setCommandId("open-" + name)
            .setMarket(name)
            .setOrigin(Instant.now().plus(Duration.ofHours(1)))
            .setIntervalMillis(Duration.ofHours(1).toMillis())
            .build();
    try (ExchangeConnection operator = ExchangeConnection.open(sandbox.settings())) {
      operator.submit(quiet).join();
    }
  }

  String address() {
    return "http://localhost:" + sandbox.node().port() + "/";
  }

  private void stop() throws InterruptedException {
    stopping = true;
    trading.shutdown();
    trading.awaitTermination(30, TimeUnit.SECONDS);
    sandbox.close();
  }

  /** Goes away, and comes back at the same address once this is done. */
  void restart(Runnable meanwhile) throws Exception {
    int port = sandbox.node().port();
    stop();
    meanwhile.run();
    begin(port);
  }

  @Override
  public void close() throws Exception {
    stop();
    folder.close();
  }
}
