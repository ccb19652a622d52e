package io.tokenmarket.bench.live;

import io.tokenmarket.rest.Gateway;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.topology.engine.Engine;
import io.tokenmarket.topology.engine.EngineConfig;
import io.tokenmarket.topology.engine.EngineObserver;
import io.tokenmarket.topology.views.Progress;
import io.tokenmarket.topology.views.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;

/** A node as {@code serve} runs it, put together here so that its clock is the benchmark's. */
final class Exchange implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String NAME = "bench";
  private static final long LOOK_MILLIS = 20;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Engine engine;
  private Views views;

  private Exchange(Engine engine) {
    this.engine = engine;
    parts.push(engine);
  }

  /**
   * Starts the engine alone.
   *
   * @param handled called for each command that a market handled
   */
  static Exchange engine(Rig rig, Clock clock, Map<String, String> config, Runnable handled)
      throws InterruptedException, TimeoutException {
    Map<String, Object> settings = new HashMap<>(rig.settings("engine"));
    settings.putAll(config);
    settings.put("group.instance.id", NAME);
    settings.put(EngineConfig.INTAKE_RATE, 0);
    Exchange exchange = new Exchange(Engine.start(settings, clock, observer(handled)));
    exchange.engine.awaitRunning(PATIENCE);
    return exchange;
  }

  private static EngineObserver observer(Runnable handled) {
    return new EngineObserver() {
      @Override
      public void handled(SpecificRecord entry, List<SpecificRecord> events, Duration took) {
        if (!(entry instanceof GateClosed) && !(entry instanceof GateClosing)) {
          handled.run();
        }
      }
    };
  }

  /** Starts the views and REST, then the engine. */
  static Exchange node(Rig rig, Clock clock, Map<String, String> config, Runnable handled)
      throws InterruptedException, TimeoutException {
    Map<String, Object> settings = new HashMap<>(rig.settings("views"));
    settings.putAll(config);
    settings.put("application.id", "token-market-views-" + NAME);
    settings.put("group.instance.id", NAME);
    Views views = Views.start(settings);
    Gateway gateway = Gateway.to(rig.settings());
    RestServer rest = RestServer.of(views).gateway(gateway).start("127.0.0.1", 0);
    views.awaitRunning(PATIENCE);
    Exchange exchange = engine(rig, clock, config, handled);
    exchange.views = views;
    List.of(views, gateway, rest).forEach(exchange.parts::addLast);
    return exchange;
  }

  /** Waits until the views, if there are any, hold all that is published. */
  void awaitViews() throws InterruptedException {
    while (views != null && views.progress().stream().mapToLong(Progress::lag).sum() > 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
