package io.tokenmarket.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.bench.live.BenchLine;
import io.tokenmarket.bench.live.Delays;
import io.tokenmarket.bench.live.Markets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
 * How long after a SIGKILL the next auction is held, with many open orders and remembered commands:
 * of one node of two and of both, with the nodes' own disks and without. One line of JSON a row.
 */
@Command(
    name = "recovery",
    mixinStandardHelpOptions = true,
    description = "Measure how long after a SIGKILL the next auction is held.")
public final class RecoveryBench implements Callable<Integer> {
  private static final int NODES = 2;
  private static final String HEAP = "3g";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long FOR_GOOD = 1_000_000;
  private static final long CALM_SECONDS = 5;

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "A small version: few orders, one kill a row.")
  private boolean quick;

  @Option(
      names = "--open-orders",
      paramLabel = "N",
      description = "Orders that stand in one market; default 100000.")
  private Long openOrders;

  @Option(
      names = "--remembered",
      paramLabel = "N",
      description = "Commands the market remembers besides; default 500000.")
  private Long remembered;

  @Option(names = "--kills", paramLabel = "N", description = "Kills a row; default 4.")
  private Integer kills;

  public static void main(String[] args) {
    BenchLine.run(new RecoveryBench(), args);
  }

  @Override
  public Integer call() throws Exception {
    require(
        openOrders == null || openOrders >= 1 && openOrders <= 2_000_000,
        "--open-orders takes 1 to 2000000");
    require(
        remembered == null || remembered >= 1 && remembered <= 10_000_000,
        "--remembered takes 1 to 10000000");
    require(kills == null || kills >= 1 && kills <= 100, "--kills takes 1 to 100");
    Path dir = Files.createTempDirectory("bench");
    try (Cluster cluster = new Cluster(dir, 1, NODES, HEAP, false, Map.of())) {
      cluster.start();
      measure(cluster, dir);
    } finally {
      delete(dir);
    }
    return 0;
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  private void measure(Cluster cluster, Path dir) throws InterruptedException {
    Markets markets = Markets.of(Cluster.PARTITIONS, 1_000).remembering(FOR_GOOD);
    try (Filled filled = new Filled(cluster.settings(), markets);
        Watch watch = Watch.over(cluster.settings(), markets.names())) {
      fill(filled);
      for (boolean disk : List.of(true, false)) {
        for (int nodes = 1; nodes <= NODES; nodes++) {
          System.out.println(row(cluster, dir, watch, nodes, disk));
        }
      }
    }
  }

  private long openOrders() {
    return openOrders != null ? openOrders : quick ? 1_000 : 100_000;
  }

  private long remembered() {
    return remembered != null ? remembered : quick ? 5_000 : 500_000;
  }

  /** All of it in the first market. */
  private void fill(Filled filled) throws InterruptedException {
    Markets one = filled.markets().only(0);
    say("%,d orders are sent that stand for good", openOrders());
    filled.send(openOrders(), one::standing);
    say("%,d orders are sent that are remembered", remembered());
    filled.send(remembered(), one::demand);
  }

  private ObjectNode row(Cluster cluster, Path dir, Watch watch, int nodes, boolean disk)
      throws InterruptedException {
    Delays delays = new Delays();
    for (int n = 0; n < (kills != null ? kills : quick ? 1 : 4); n++) {
      List<Server> struck =
          nodes == NODES ? cluster.nodes() : List.of(cluster.nodes().get(n % NODES));
      delays.add(strike(cluster, dir, watch, struck, disk));
      TimeUnit.SECONDS.sleep(CALM_SECONDS);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("row", "recovery")
        .put("nodesKilled", nodes)
        .put("nodes", NODES)
        .put("disk", disk)
        .put("openOrders", openOrders())
        .put("remembered", remembered());
    json.set("killToLastMarketsAuctionMillis", delays.json());
    return json;
  }

  /** Milliseconds until every market has held an auction that was due behind the kill. */
  private static double strike(
      Cluster cluster, Path dir, Watch watch, List<Server> struck, boolean disk)
      throws InterruptedException {
    Instant from = Instant.now();
    for (Server server : struck) {
      server.kill();
    }
    for (Server server : struck) {
      if (!disk) {
        delete(dir.resolve(server.name()));
      }
      server.start();
    }
    Patience.await(
        PATIENCE, "an auction of every market", () -> watch.allAuctionedAfter(from).isPresent());
    double millis = Duration.between(from, watch.allAuctionedAfter(from).orElseThrow()).toMillis();
    say("%d killed, %s disk: %.1f s", struck.size(), disk ? "own" : "no", millis / 1e3);
    cluster.awaitReady();
    return millis;
  }

  private static void delete(Path dir) {
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String line, Object... values) {
    System.err.printf(Locale.ROOT, line + "%n", values);
  }
}
