package io.tokenmarket.bench;

import com.sun.management.OperatingSystemMXBean;
import io.tokenmarket.cli.AuctionBar;
import io.tokenmarket.report.MarketReport;
import io.tokenmarket.simulation.HeldAuction;
import io.tokenmarket.simulation.Scenario;
import io.tokenmarket.simulation.ScenarioRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How fast a year of one-minute intervals is simulated, with its report, and what the time goes
 * into; one line of JSON. The argument is the number of auctions, without one a tenth of the year.
 */
public final class SimulateBench {
  private static final long TENTH_OF_A_YEAR = 52_560;
  private static final int TENTH = 10;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Scenario scenario;
  private final MarketReport report;
  private final AuctionBar bar;
  private long liveAfterTenth;

  private SimulateBench(Scenario scenario, AuctionBar bar) {
    this.scenario = scenario;
    this.bar = bar;
    report = new MarketReport(scenario);
  }

  public static void main(String[] args) throws IOException, URISyntaxException {
    long auctions = args.length == 0 ? TENTH_OF_A_YEAR : Long.parseLong(args[0]);
    Path year = Path.of(SimulateBench.class.getResource("/year.yaml").toURI());
    Scenario scenario = Scenario.load(year).withIntervals(auctions);
    try (AuctionBar bar = new AuctionBar(auctions)) {
      String row = new SimulateBench(scenario, bar).row();
      bar.makeWay();
      System.out.println(row);
    }
  }

  private String row() throws IOException {
    ScenarioRun run = new ScenarioRun(scenario);
    long began = System.nanoTime();
    long used = PROCESS.getProcessCpuTime();
    Map<Stage, Double> shares = Stage.shares(() -> run.forEachAuction(this::add));
    double seconds = (System.nanoTime() - began) / 1e9;
    double processor = (PROCESS.getProcessCpuTime() - used) / 1e9;
    return String.format(
        Locale.ROOT,
        "{\"auctions\":%d,\"seconds\":%.1f,\"processorSeconds\":%.1f,\"auctionsPerSecond\":%.0f,"
            + "\"share\":{%s},"
            + "\"liveMegabytes\":{\"afterTenth\":%d,\"atEnd\":%d},\"hash\":\"%s\"}",
        scenario.intervals(),
        seconds,
        processor,
        scenario.intervals() / seconds,
        shares.entrySet().stream().map(SimulateBench::share).collect(Collectors.joining(",")),
        liveAfterTenth,
        liveMegabytes(),
        run.summary().hash());
  }

  private void add(HeldAuction auction) {
    report.add(auction);
    bar.step();
    if (auction.clearing().getInterval() == scenario.intervals() / TENTH) {
      liveAfterTenth = liveMegabytes();
    }
  }

  private static String share(Map.Entry<Stage, Double> share) {
    return String.format(Locale.ROOT, "\"%s\":%.2f", share.getKey().label(), share.getValue());
  }

  private static long liveMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
