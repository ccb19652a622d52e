package io.tokenmarket.node;

import io.tokenmarket.metrics.NodeMetrics;
import io.tokenmarket.rest.Gateway;
import io.tokenmarket.rest.NodeHealth;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.schemas.Algorithms;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.topology.cluster.CheckedClock;
import io.tokenmarket.topology.cluster.Pulse;
import io.tokenmarket.topology.engine.Engine;
import io.tokenmarket.topology.engine.EngineConfig;
import io.tokenmarket.topology.engine.WrongClockHandOver;
import io.tokenmarket.topology.views.Views;
import io.tokenmarket.topology.views.ViewsConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A node of the exchange: engine, views and REST, on a cluster that is set up. */
public final class Node implements AutoCloseable {
  /** Keys in a changelog are longer than on the topic of what is kept in it. */
  private static final int KEY_BYTES = 4_096;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Engine engine;
  private final Views views;
  private final Gateway gateway;
  private final RestServer rest;
  private final Pulse pulse;
  private final NodeHealth health;
  private final FirstDeadThread ending;
  private final StartedParts around;

  private Node(
      Engine engine,
      Views views,
      Gateway gateway,
      RestServer rest,
      Pulse pulse,
      NodeHealth health,
      FirstDeadThread ending,
      StartedParts around) {
    this.engine = engine;
    this.views = views;
    this.gateway = gateway;
    this.rest = rest;
    this.pulse = pulse;
    this.health = health;
    this.ending = ending;
    this.around = around;
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
   * @throws UsageException where the folder is a copy of that of a node that runs
   * @throws io.tokenmarket.rest.CannotListenException where REST cannot listen there
   * @throws io.tokenmarket.rest.security.SecurityFileException where a file that guards REST cannot
   *     be used
   */
  public static Node start(
      Map<String, ?> settings, Path dir, String host, int port, Security security) {
    return start(settings, dir, host, port, security, WrongClock.orRight());
  }

  /** The same with another clock than the machine's. */
  static Node start(
      Map<String, ?> settings, Path dir, String host, int port, Security security, Clock clock) {
    RestServer.requireGuarded(host, security);
    requireAlgorithms();
    Map<String, Object> own = new HashMap<>(settings);
    NodeName identity = NodeName.in(dir);
    String name = identity.text();
    // A node that comes back under its name takes up what it had: nobody waits for the dead one.
    own.putIfAbsent("group.instance.id", name);
    StartedParts around = new StartedParts();
    StartedParts running = new StartedParts();
    running.add(around);
    try {
      FirstDeadThread ending = around.add(new FirstDeadThread());
      EngineConfig config = EngineConfig.of(own);
      Pulse pulse = around.add(config.pulse());
      CheckedClock checked = pulse.check(clock, config.clockTolerance());
      NodeMetrics metrics = around.add(new NodeMetrics(own, clock));
      metrics.observe(checked);
      pulse.start();
      // The engine first: auctions wait for it, and it does not wait for the others.
      Map<String, Object> ofEngine = with(own, dir.resolve("engine"));
      Engine engine = running.add(Engine.prepare(ofEngine, checked, metrics.observer()));
      OpenFiles.require(engine.partitions(), ViewsConfig.of(own).isOnDisk());
      KnownTopics.require(dir, engine.topics());
      identity.requireAlone(pulse::hasTwin);
      engine.begin();
      around.add(WrongClockHandOver.start(engine, checked));
      Views views =
          running.add(Views.start(viewsOf(name, own, dir.resolve("views"), engine.recordBytes())));
      Gateway gateway = running.add(Gateway.to(settings));
      NodeHealth health =
          NodeHealth.empty()
              .with("engine", engine::trouble)
              .with("views", views::unavailable)
              .with("gateway", gateway::trouble)
              .with("clock", checked::trouble)
              .until(() -> ending.reason().or(engine::end));
      metrics.observe(engine, views, health);
      RestServer rest =
          RestServer.of(views)
              .gateway(gateway)
              .health(health)
              .security(security)
              .plugin(metrics.page())
              .start(host, port);
      return new Node(engine, views, gateway, rest, pulse, health, ending, around);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  /**
   * A node that keeps all views itself is an application of its own, restarts included; those that
   * share them are one.
   */
  private static Map<String, Object> viewsOf(
      String name, Map<String, Object> settings, Path stateDir, int recordBytes) {
    Map<String, Object> all = with(settings, stateDir);
    // What a record may have on a topic, it may have on the changelog of what is kept of it.
    all.putIfAbsent("topic.max.message.bytes", recordBytes + KEY_BYTES);
    if (!ViewsConfig.of(settings).isShared()) {
      all.putIfAbsent("application.id", ExchangeName.of(settings).views(name));
    }
    return all;
  }

  /**
   * Refuses a Java that would decide otherwise than the others.
   *
   * @throws UsageException where it lacks an algorithm
   */
  public static void requireAlgorithms() {
    Algorithms.missing()
        .ifPresent(
            sentence -> {
              throw new UsageException(sentence);
            });
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
    awaitRunning(PATIENCE);
  }

  /** The same, where each of its parts may take so long. */
  public void awaitRunning(Duration patience) throws InterruptedException, TimeoutException {
    engine.awaitRunning(patience);
    views.awaitRunning(patience);
    pulse.awaitFirst(patience);
  }

  /** What keeps the node from its work now, empty while nothing does. */
  public Optional<String> trouble() {
    return health.trouble();
  }

  /**
   * Returns while the node can go on.
   *
   * @throws NodeStoppedException once something of it is over for good
   */
  public void check() {
    ending
        .reason()
        .or(engine::end)
        .ifPresent(
            sentence -> {
              throw new NodeStoppedException(sentence);
            });
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
    around.close();
  }
}
