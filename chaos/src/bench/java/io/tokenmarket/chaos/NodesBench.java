package io.tokenmarket.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.bench.live.BenchLine;
import io.tokenmarket.bench.live.Delays;
import io.tokenmarket.bench.live.Markets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What an order costs the nodes in sum, views and REST included: one that has all the work, three
 * of which each keeps all views, and three that share the views. One line of JSON a row.
 */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "Measure what an order costs one node, and three in sum.")
public final class NodesBench implements Callable<Integer> {
  private static final String HEAP = "2g";
  private static final long IDLE_SECONDS = 10;
  private static final double FALLS = 0.9;
  private static final int MOST_LOOKS = 30;

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "A small version: few orders.")
  private boolean quick;

  @Option(names = "--commands", paramLabel = "N", description = "Orders; default 200000.")
  private Long commands;

  private double alone = Double.NaN;

  public static void main(String[] args) {
    BenchLine.run(new NodesBench(), args);
  }

  @Override
  public Integer call() throws Exception {
    if (commands != null && (commands < 1_000 || commands > 100_000_000)) {
      throw new ParameterException(spec.commandLine(), "--commands takes 1000 to 100000000");
    }
    System.out.println(row(1, false));
    System.out.println(row(3, false));
    System.out.println(row(3, true));
    return 0;
  }

  private long commands() {
    return commands != null ? commands : quick ? 5_000 : 200_000;
  }

  private ObjectNode row(int nodes, boolean shared) throws InterruptedException, IOException {
    Path dir = Files.createTempDirectory("bench");
    try (Cluster cluster = new Cluster(dir, 1, nodes, HEAP, shared, Map.of())) {
      cluster.start();
      double micros = microsPerOrder(cluster);
      alone = nodes == 1 ? micros : alone;
      return JsonNodeFactory.instance
          .objectNode()
          .put("row", "nodes")
          .put("nodes", nodes)
          .put("sharedViews", shared)
          .put("commands", commands())
          .put("cpuMicrosPerOrder", Delays.rounded(micros))
          .put("ofOneNode", Delays.rounded(micros / alone));
    } finally {
      try (Stream<Path> files = Files.walk(dir)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** As many orders before warm the nodes up; what the nodes use when idle is taken off. */
  private double microsPerOrder(Cluster cluster) throws InterruptedException {
    Markets markets = Markets.of(Cluster.PARTITIONS, 1_000);
    try (Filled filled = new Filled(cluster.settings(), markets)) {
      filled.trade(commands());
      double idle = idlePerSecond(cluster);
      double used = processorSeconds(cluster);
      long began = System.nanoTime();
      filled.trade(commands());
      idle = Math.min(idle, idlePerSecond(cluster));
      double seconds = (System.nanoTime() - began) / 1e9;
      used = processorSeconds(cluster) - used;
      System.err.printf(
          Locale.ROOT,
          "%d nodes: %.1f processor seconds in %.1f s, %.2f a second when idle%n",
          cluster.nodes().size(),
          used,
          seconds,
          idle);
      return (used - idle * seconds) * 1e6 / commands();
    }
  }

  /** Once it falls no more: the views are done later than the engine, and the compiler last. */
  private static double idlePerSecond(Cluster cluster) throws InterruptedException {
    double last = Double.MAX_VALUE;
    double now = perSecond(cluster);
    for (int n = 0; n < MOST_LOOKS && now < FALLS * last; n++) {
      last = now;
      now = perSecond(cluster);
    }
    return Math.min(now, last);
  }

  private static double perSecond(Cluster cluster) throws InterruptedException {
    double before = processorSeconds(cluster);
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    return (processorSeconds(cluster) - before) / IDLE_SECONDS;
  }

  private static double processorSeconds(Cluster cluster) {
    return cluster.nodes().stream().map(Server::processorTime).mapToLong(Duration::toMillis).sum()
        / 1e3;
  }
}
