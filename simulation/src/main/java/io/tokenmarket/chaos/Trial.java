package io.tokenmarket.chaos;

import io.tokenmarket.schemas.MarketDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One cluster under load, to which things are done, and what holds of it afterwards. */
final class Trial implements AutoCloseable {

  /** Each in a partition of its own. */
  private static final List<String> MARKETS = List.of("quito", "lima", "delta", "oslo");

  private static final long INTERVAL_MILLIS = 1_000;
  private static final Duration FIRST_AUCTION = Duration.ofSeconds(60);
  private static final Duration ANSWERS = Duration.ofSeconds(180);
  private static final long CALM_MILLIS = 2_000;

  private final Cluster cluster;
  private final List<MarketDefinition> markets;
  private final Watch watch;
  private final Load load;
  private final Garbage garbage;
  private final Saboteur saboteur;
  private final List<Disturbance> disturbances = new ArrayList<>();
  private long auctions;
  private long skipped;

  private Trial(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    Map<String, Object> settings = cluster.settings();
    Instant origin = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    markets = MARKETS.stream().map(name -> Draw.market(name, origin, INTERVAL_MILLIS)).toList();
    watch = Watch.over(settings, MARKETS);
    garbage = new Garbage(settings, random.split());
    saboteur = new Saboteur(cluster, watch, garbage, random.split());
    load = new Load(settings, markets, random.split());
  }

  /** Starts the cluster and opens its markets. */
  static Trial open(
      Path dir, int brokers, Map<String, String> nodeSettings, SplittableRandom random)
      throws InterruptedException {
    Cluster cluster = new Cluster(dir, brokers, nodeSettings);
    try {
      cluster.start();
      return new Trial(cluster, random);
    } catch (RuntimeException | InterruptedException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Lets the participants work while the faults strike one after the other, waits for the last
   * answer, and checks everything that has happened so far.
   *
   * @throws BrokenPromiseException naming the first promise that was broken
   */
  void round(List<Fault> faults) throws InterruptedException {
    load.resume();
    if (disturbances.isEmpty()) {
      awaitFirstAuction();
    }
    for (Fault fault : faults) {
      TimeUnit.MILLISECONDS.sleep(CALM_MILLIS);
      disturbances.add(saboteur.strike(fault));
    }
    load.drain(ANSWERS);
    check();
  }

  private void awaitFirstAuction() throws InterruptedException {
    Instant from = markets.get(0).getOrigin();
    Patience.await(
        FIRST_AUCTION,
        "the first auctions",
        () -> watch.allAuctionedAfter(Instant.EPOCH).isPresent());
    disturbances.add(new Disturbance(Fault.START, from, from, Instant.now()));
  }

  private void check() throws InterruptedException {
    Published published = Published.read(cluster.settings());
    ReplayCheck.check(published);
    AnswerCheck.check(published, load.sent());
    MoneyCheck.check(published);
    garbage.check(published.deadLetters());
    skipped = GateCheck.check(published, markets, disturbances);
    auctions = markets.stream().mapToLong(m -> published.clearings(m.getMarket()).size()).sum();
  }

  /** What has happened here so far. */
  Tally tally() {
    return new Tally(
        disturbances.stream().filter(d -> d.fault() != Fault.START).toList(),
        load.sent().size(),
        load.sent().stream().filter(command -> command.answer().isDone()).count(),
        load.repeats(),
        garbage.written(),
        auctions,
        skipped,
        cluster.ownStops());
  }

  @Override
  public void close() {
    load.close();
    watch.close();
    cluster.close();
  }
}
