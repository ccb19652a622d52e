package io.tokenmarket.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The fault harness: an exchange of real processes under load, which are killed, paused and cut off
 * while promises are checked.
 */
public final class Chaos {
  private final Plan plan;
  private final Path dir;
  private final Consumer<String> log;
  private final long began = System.nanoTime();
  private TrialSummary total = TrialSummary.NOTHING;

  private Chaos(Plan plan, Path dir, Consumer<String> log) {
    this.plan = plan;
    this.dir = dir;
    this.log = log;
  }

  /**
   * The end of a run.
   *
   * @param difference the first promise that was not kept, null where all were
   */
  public record Result(TrialSummary tally, String difference) {
    public boolean held() {
      return difference == null;
    }
  }

  /**
   * Runs the plan up to the first difference. All processes are gone when this returns.
   *
   * @param dir for their data and what they say
   * @param log told of the progress, a line at a time
   */
  public static Result run(Plan plan, Path dir, Consumer<String> log) throws InterruptedException {
    Chaos chaos = new Chaos(plan, dir, log);
    try {
      chaos.rounds();
      return new Result(chaos.total, null);
    } catch (BrokenPromiseException difference) {
      return new Result(chaos.total, difference.getMessage());
    }
  }

  private void rounds() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(plan.seed());
    trial("one-broker", 1, plan.rounds(), random.split());
    if (!plan.replicated().isEmpty()) {
      trial("three-brokers", 3, List.of(plan.replicated()), random.split());
    }
  }

  private void trial(String name, int brokers, List<List<Fault>> rounds, SplittableRandom random)
      throws InterruptedException {
    if (rounds.isEmpty() || isLate()) {
      return;
    }
    TrialSummary before = total;
    try (Trial trial = Trial.open(dir.resolve(name), brokers, plan, random)) {
      for (int i = 0; i < rounds.size() && !isLate(); i++) {
        try {
          trial.round(rounds.get(i));
        } finally {
          total = before.plus(trial.tally());
        }
        log.accept(line(name, i + 1, rounds));
      }
    }
  }

  private boolean isLate() {
    return System.nanoTime() - began > plan.limit().toNanos();
  }

  private String line(String name, int round, List<List<Fault>> rounds) {
    List<Disturbance> all = total.disturbances();
    String faults =
        all.subList(all.size() - rounds.get(round - 1).size(), all.size()).stream()
            .map(d -> String.format(Locale.ROOT, "%s (%.1f s)", d.fault(), seconds(d.recovery())))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s, round %s of %s: %s; %,d commands, %,d auctions: all promises held",
        name,
        round,
        rounds.size(),
        faults,
        total.acknowledged(),
        total.auctions());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
