package io.tokenmarket.sandbox;

import io.tokenmarket.metrics.NodeMetrics;
import io.tokenmarket.rest.Gateway;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.topology.engine.Engine;
import io.tokenmarket.topology.views.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.KafkaStreams.State;

/** A node of the exchange: engine, views and REST, on a cluster that is set up. */
public final class Node implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Engine engine;
  private final Views views;
  private final Gateway gateway;
  private final RestServer rest;
  private final NodeMetrics metrics;

  private Node(Engine engine, Views views, Gateway gateway, RestServer rest, NodeMetrics metrics) {
    this.engine = engine;
    this.views = views;
    this.gateway = gateway;
    this.rest = rest;
    this.metrics = metrics;
  }

  /** As the other, where this machine alone is answered and may do everything. */
  public static Node start(Map<String, ?> settings, Path dir, String host, int port) {
    return start(settings, dir, host, port, Security.open());
  }

  /**
   * Starts the three; REST answers, and says of the rest whether it is ready.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   * @param dir where engine and views keep what can be had again from the cluster
   * @param host the address REST listens on
   * @param port of REST, 0 for a free one
   * @param security who may do what over REST
   * @throws io.tokenmarket.rest.CannotListenException where REST cannot listen there
   * @throws io.tokenmarket.rest.security.SecurityFileException where a file that guards REST cannot
   *     be used
   */
  public static Node start(
      Map<String, ?> settings, Path dir, String host, int port, Security security) {
    RestServer.requireGuarded(host, security);
    Map<String, Object> own = new HashMap<>(settings);
    String name = name(dir.resolve("node-name"));
    // A node that comes back under its name takes up what it had: nobody waits for the dead one.
    own.putIfAbsent("group.instance.id", name);
    Running running = new Running();
    try {
      // The engine first: auctions wait for it, and it does not wait for the others.
      Clock clock = Clock.systemUTC();
      NodeMetrics metrics = running.add(new NodeMetrics(own, clock));
      Engine engine =
          running.add(Engine.start(with(own, dir.resolve("engine")), clock, metrics.observer()));
      Views views = running.add(Views.start(viewsOf(name, own, dir.resolve("views"))));
      metrics.observe(engine, views);
      Gateway gateway = running.add(Gateway.to(settings));
      RestServer rest =
          RestServer.of(views)
              .gateway(gateway)
              .security(security)
              .plugin(metrics.page())
              .start(host, port);
      return new Node(engine, views, gateway, rest, metrics);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  /** Each node keeps all views itself, so each is an application of its own, restarts included. */
  private static Map<String, Object> viewsOf(
      String name, Map<String, Object> settings, Path stateDir) {
    Map<String, Object> all = with(settings, stateDir);
    all.putIfAbsent("application.id", "token-market-views-" + name);
    return all;
  }

  /** Made by the first start; a start that is cut short leaves no half of one. */
  private static String name(Path file) {
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.getParent());
        Path draft =
            Files.writeString(file.resolveSibling("node-name.new"), "" + UUID.randomUUID());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the node's name cannot be kept in " + file, e);
    }
  }

  private static Map<String, Object> with(Map<String, Object> settings, Path stateDir) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("state.dir", stateDir.toString());
    return all;
  }

  /**
   * Waits until auctions are held and queries answered.
   *
   * @throws TimeoutException where that takes a minute
   * @throws IllegalStateException where engine or views stopped instead
   */
  public void awaitRunning() throws InterruptedException, TimeoutException {
    engine.awaitRunning(PATIENCE);
    views.awaitRunning(PATIENCE);
  }

  /**
   * Returns while the engine is able to hold auctions.
   *
   * @throws IllegalStateException once it has stopped
   */
  public void check() {
    State state = engine.state();
    if (state.hasCompletedShutdown() || state == State.PENDING_ERROR) {
      throw new IllegalStateException("The engine is " + state + "; its log says why.");
    }
  }

  /** The port REST listens on. */
  public int port() {
    return rest.port();
  }

  @Override
  public void close() {
    rest.close();
    gateway.close();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(views::close);
    engine.close();
    closing.join();
    metrics.close();
  }
}
