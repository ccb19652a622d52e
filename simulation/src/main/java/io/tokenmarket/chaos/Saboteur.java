package io.tokenmarket.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Does to a cluster what a fault says, and sees that it is put right again. */
final class Saboteur {
  private static final Duration RECOVERY = Duration.ofSeconds(150);

  /** A node is given up by its group after six seconds. */
  private static final long BEYOND_THE_SESSION = 8_000;

  private final Cluster cluster;
  private final Watch watch;
  private final Garbage garbage;
  private final RandomGenerator random;

  Saboteur(Cluster cluster, Watch watch, Garbage garbage, RandomGenerator random) {
    this.cluster = cluster;
    this.watch = watch;
    this.garbage = garbage;
    this.random = random;
  }

  /**
   * Strikes, mends, and returns once every process serves and every market is auctioned again.
   *
   * @throws BrokenPromiseException where that does not come true
   */
  Disturbance strike(Fault fault) throws InterruptedException {
    Instant from = Instant.now();
    inject(fault);
    cluster.awaitReady();
    awaitAuctions(Instant.now());
    Instant first = watch.allAuctionedAfter(from).orElseThrow();
    return new Disturbance(fault, from, first, Instant.now());
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
      default -> garbage.write();
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

  /** So long, and up to three seconds more. */
  private void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis + random.nextLong(3_000));
  }
}
