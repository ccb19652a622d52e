package io.tokenmarket.chaos;

import io.tokenmarket.chaos.attack.Idlers;
import io.tokenmarket.chaos.attack.SlowReaders;
import io.tokenmarket.chaos.attack.SlowSenders;
import io.tokenmarket.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;

/** Does to a cluster what a fault says, and sees that it is put right again. */
final class Saboteur {
  private static final Duration RECOVERY = Duration.ofSeconds(150);

  /** A node is given up by its group after six seconds. */
  private static final long BEYOND_THE_SESSION = 8_000;

  private static final Duration WRONG = Duration.ofMinutes(55);
  private static final int HELD_SECONDS = 8;
  private static final int ATTEMPTS = 3;

  private final Cluster cluster;
  private final Watch watch;
  private final Doors doors;
  private final UnwantedRecords dirt;
  private final LargeGate gate;
  private final RandomGenerator random;

  Saboteur(
      Cluster cluster,
      Watch watch,
      Doors doors,
      UnwantedRecords dirt,
      LargeGate gate,
      RandomGenerator random) {
    this.cluster = cluster;
    this.watch = watch;
    this.doors = doors;
    this.dirt = dirt;
    this.gate = gate;
    this.random = random;
  }

  /**
   * Strikes, mends, and returns once every process serves and every market is auctioned again.
   *
   * @throws BrokenPromiseException where that does not come true
   */
  Disturbance strike(Fault fault) throws InterruptedException {
    Instant prepared = Instant.now();
    prepare(fault);
    Instant from = Instant.now();
    inject(fault);
    cluster.awaitReady();
    awaitAuctions(Instant.now());
    awaitDoors();
    Instant first = watch.allAuctionedAfter(from).orElseThrow();
    return new Disturbance(fault, prepared, from, first, Instant.now());
  }

  private void awaitAuctions(Instant since) throws InterruptedException {
    Patience.await(
        RECOVERY,
        "every market to be auctioned again",
        () -> {
          cluster.revive();
          return watch.allAuctionedAfter(since).isPresent();
        });
  }

  private void awaitDoors() throws InterruptedException {
    Map<String, Long> intervals = watch.intervals();
    Patience.await(
        RECOVERY,
        "every node to be well, to know the markets and to take commands",
        () -> {
          cluster.revive();
          return doors.areOpen(intervals);
        });
  }

  /** What is no fault yet: no recovery is counted from here. */
  private void prepare(Fault fault) throws InterruptedException {
    if (fault == Fault.GATE_KILLED) {
      gate.begin();
    }
  }

  private void inject(Fault fault) throws InterruptedException {
    switch (fault) {
      case NODE_KILLED -> killed(List.of(any(cluster.nodes())));
      case NODES_KILLED -> killed(cluster.nodes());
      case BROKER_KILLED -> brokerKilled();
      case BROKER_RESTARTED -> restarted(any(cluster.brokers()), 0);
      case NODE_PAUSED -> paused(any(cluster.nodes()), BEYOND_THE_SESSION);
      case BROKER_PAUSED -> paused(any(cluster.brokers()), 1_000);
      case REBALANCE -> restarted(any(cluster.nodes()), 2_000);
      case REGISTRY_DOWN -> registryDown();
      case CLOCK_AHEAD -> wrongClock(any(cluster.nodes()), WRONG);
      case CLOCK_BEHIND -> wrongClock(any(cluster.nodes()), WRONG.negated());
      case POISON -> dirt.poison().write();
      case LOG_SHORTER -> logShorter();
      case REGISTRY_REBUILT -> registryRebuilt();
      case CREDENTIALS_ROTATED -> credentialsRotated();
      case NAMES_FLOODED -> dirt.flood().write();
      case REST_HELD -> restHeld();
      case GATE_KILLED -> gateKilled();
      case GARBAGE -> dirt.garbage().write();
    }
  }

  /** A machine may be too slow for this harness to come in between: then it is done again. */
  private void gateKilled() throws InterruptedException {
    for (int more = ATTEMPTS; !gate.cut(); more--) {
      if (more == 0) {
        throw new IllegalStateException("each gate was published before its node was dead");
      }
      gate.begin();
    }
  }

  private Server any(List<Server> servers) {
    return servers.get(random.nextInt(servers.size()));
  }

  private static void killed(List<Server> servers) throws InterruptedException {
    for (Server server : servers) {
      server.kill();
    }
    servers.forEach(Server::start);
  }

  /** Where others hold copies, the market goes on without it. */
  private void brokerKilled() throws InterruptedException {
    Server broker = any(cluster.brokers());
    broker.kill();
    if (cluster.brokers().size() > 1) {
      awaitAuctions(Instant.now());
    }
    broker.start();
  }

  private void restarted(Server server, long awayMillis) throws InterruptedException {
    server.stop();
    pause(awayMillis);
    server.start();
  }

  private void paused(Server server, long millis) throws InterruptedException {
    server.pause();
    pause(millis);
    server.resume();
  }

  private void registryDown() throws InterruptedException {
    cluster.registry().kill();
    pause(3_000);
    cluster.registry().start();
  }

  private void wrongClock(Server node, Duration error) throws InterruptedException {
    cluster.setClock(node, error);
    pause(3_000);
    cluster.setClock(node, Duration.ZERO);
  }

  /** As long as the wrong log is there, no node goes on, and none starts. */
  private void logShorter() throws InterruptedException {
    Server broker = cluster.brokers().get(0);
    broker.stop();
    Backup whole = Backup.ofShortened(cluster.kafka(), Topics.MARKET_LOG);
    broker.start();
    broker.awaitReady();
    for (Server node : cluster.nodes()) {
      node.awaitEnd();
      node.start();
      node.awaitRefusal();
    }
    broker.stop();
    whole.restore();
    broker.start();
    broker.awaitReady();
    cluster.nodes().forEach(Server::start);
  }

  /** As long as the wrong registry is there, no node starts. */
  private void registryRebuilt() throws InterruptedException {
    Server registry = cluster.registry();
    registry.stop();
    Backup right = Backup.of(cluster.schemas());
    right.takeAway();
    registry.start();
    registry.awaitReady();
    cluster.registerInOtherOrder();
    Server node = any(cluster.nodes());
    node.kill();
    node.start();
    node.awaitRefusal();
    registry.stop();
    right.restore();
    registry.start();
    registry.awaitReady();
    node.start();
  }

  private void credentialsRotated() throws InterruptedException {
    try (Admin admin = Admin.create(cluster.settings())) {
      BrokerRights.lockOut(admin);
      pause(3_000);
      BrokerRights.letIn(admin);
    }
  }

  /** As long as it is held, every node still says how it is. */
  private void restHeld() throws InterruptedException {
    List<Runnable> ends = new ArrayList<>();
    try {
      cluster.doors().forEach(port -> hold(port, ends));
      for (int second = 0; second < HELD_SECONDS; second++) {
        for (int port : cluster.doors()) {
          if (!doors.answers(port)) {
            throw new BrokenPromiseException("a node whose REST is held does not say how it is");
          }
        }
        TimeUnit.SECONDS.sleep(1);
      }
    } finally {
      ends.forEach(Runnable::run);
    }
  }

  /** By who reads nothing, who sends next to nothing, and who stays. */
  private static void hold(int port, List<Runnable> ends) {
    String orders = "/v1/participants/slow/markets/quito/demand";
    String stream = "GET /v1/markets/quito/prices/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
    ends.add(new SlowReaders(port, 12, "/v1/openapi.json")::close);
    ends.add(SlowSenders.ofABody(port, 20, orders, null, Duration.ofSeconds(1))::close);
    ends.add(SlowSenders.ofAHeader(port, 20, Duration.ofSeconds(1))::close);
    ends.add(new Idlers(port, 50, stream)::close);
  }

  /** So long, and up to three seconds more. */
  private void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis + random.nextLong(3_000));
  }
}
