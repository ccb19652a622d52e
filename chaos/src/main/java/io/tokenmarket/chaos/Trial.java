package io.tokenmarket.chaos;

import io.tokenmarket.chaos.GateCheck.Skipped;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.LogException;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
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

  /** With so many the large market has one to itself as well. */
  private static final int PARTITIONS = 6;

  private static final long INTERVAL_MILLIS = 1_000;
  private static final Duration FIRST_AUCTION = Duration.ofSeconds(60);
  private static final Duration ANSWERS = Duration.ofSeconds(180);
  private static final long CALM_MILLIS = 2_000;

  private final Cluster cluster;
  private final List<MarketDefinition> markets;
  private final Watch watch;
  private final Load load;
  private final UnwantedRecords dirt;
  private final LargeGate gate;
  private final Saboteur saboteur;
  private final List<Disturbance> disturbances = new ArrayList<>();
  private long auctions;
  private Instant begun;
  private Skipped skipped = Skipped.NONE;
  private long compared;

  private Trial(Cluster cluster, int gateOrders, SplittableRandom random) {
    this.cluster = cluster;
    Map<String, Object> settings = cluster.settings();
    Instant origin = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    markets = MARKETS.stream().map(name -> Draw.market(name, origin, INTERVAL_MILLIS)).toList();
    watch = Watch.over(settings, MARKETS);
    dirt =
        new UnwantedRecords(
            new Garbage(settings, random.split()),
            new Poison(settings, MARKETS),
            new Flood(settings));
    Doors doors = new Doors(cluster.doors(), MARKETS);
    gate = new LargeGate(cluster, doors, PARTITIONS, gateOrders);
    saboteur = new Saboteur(cluster, watch, doors, dirt, gate, random.split());
    load = new Load(settings, markets, random.split());
  }

  /** Starts the cluster and opens its markets. */
  static Trial open(Path dir, int brokers, Plan plan, SplittableRandom random)
      throws InterruptedException {
    Cluster cluster = new Cluster(dir, brokers, plan.heap(), plan.nodeSettings());
    try {
      cluster.start(PARTITIONS);
      Trial trial = new Trial(cluster, plan.gateOrders(), random);
      trial.begin(plan.openOrders());
      return trial;
    } catch (RuntimeException | InterruptedException e) {
      cluster.close();
      throw e;
    }
  }

  private void begin(int openOrders) throws InterruptedException {
    awaitAuctions(Instant.EPOCH);
    load.fill(MARKETS.get(0), openOrders);
    awaitAuctions(Instant.now());
    begun = Instant.now();
  }

  private void awaitAuctions(Instant since) throws InterruptedException {
    Patience.await(
        FIRST_AUCTION,
        "an auction of every market",
        () -> watch.allAuctionedAfter(since).isPresent());
  }

  /**
   * Lets the participants work while the faults strike one after the other, waits for the last
   * answer, and checks everything that has happened so far.
   *
   * @throws BrokenPromiseException naming the first promise that was broken
   */
  void round(List<Fault> faults) throws InterruptedException {
    load.resume();
    for (Fault fault : faults) {
      TimeUnit.MILLISECONDS.sleep(CALM_MILLIS);
      disturbances.add(saboteur.strike(fault));
    }
    load.drain(ANSWERS);
    check();
  }

  private void check() throws InterruptedException {
    Published published = PublishedReader.read(cluster.settings(), dirt.poison());
    verify();
    AnswerCheck.check(published, load.sent());
    MoneyCheck.check(published);
    dirt.garbage().check(published.deadLetters(), dirt.poison().places(Topics.MARKET_LOG));
    dirt.flood().check(published);
    skipped = GateCheck.check(published, markets, begun, disturbances);
    auctions = markets.stream().mapToLong(m -> published.clearings(m.getMarket()).size()).sum();
  }

  /** All of it is new: nothing is deleted yet, and nobody else writes into the log. */
  private void verify() {
    try (LogSource source = ClusterLog.open(cluster.settings())) {
      Verification.Result result = Verification.run(source, Progress.NONE);
      if (!result.identical()) {
        throw new BrokenPromiseException(result.difference().orElseThrow().toString());
      }
      compared = result.tally().events() - result.tally().unanswered();
      long unreadable = dirt.poison().written(Topics.MARKET_LOG);
      if (result.tally().expired() > 0 || result.tally().unreadable() != unreadable) {
        throw new BrokenPromiseException("the log or the events of it are not whole");
      }
    } catch (LogException unreadable) {
      throw new BrokenPromiseException(unreadable.getMessage());
    }
  }

  /** What has happened here so far. */
  TrialSummary tally() {
    return new TrialSummary(
        List.copyOf(disturbances),
        load.sent().size(),
        load.sent().stream().filter(command -> command.answer().isDone()).count(),
        load.repeats(),
        dirt.garbage().written(),
        dirt.poison().written(),
        dirt.flood().sent(),
        auctions,
        compared,
        skipped.inFaults(),
        skipped.late(),
        gate.cuts(),
        cluster.ownStops());
  }

  @Override
  public void close() {
    load.close();
    gate.close();
    watch.close();
    cluster.close();
  }
}
