package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How fast the exchange is beside Kafka itself: the same topic of commands read, passed on exactly
 * once, traded on without views, and with views and REST. One line of JSON a row.
 */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    description = "Measure the exchange beside a consumer and an exactly-once pass-through.")
public final class StreamBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "A small version: few commands, one repetition.")
  private boolean quick;

  @Option(names = "--profile", description = "Say where the stream thread spends its time.")
  private boolean profile;

  @Option(names = "--commands", paramLabel = "N", description = "Commands a run.")
  private Long commands;

  @Option(names = "--repetitions", paramLabel = "N", description = "Runs a row; default 4.")
  private Integer repetitions;

  @Option(names = "--markets", paramLabel = "N", split = ",", description = "1, 4, 1000.")
  private List<Integer> markets = List.of(1, 4, 1000);

  @Option(names = "--seconds", paramLabel = "N", split = ",", description = "Between auctions.")
  private List<Integer> seconds = List.of(1, 10);

  @Option(
      names = "--rows",
      paramLabel = "ROW",
      split = ",",
      description = "${COMPLETION-CANDIDATES}.")
  private List<Row> rows = List.of(Row.values());

  @Option(
      names = "--steady",
      paramLabel = "SECONDS",
      description = "How long orders come at 1,000 a second behind each run; default 10.")
  private Integer steady;

  @Option(
      names = "--config",
      paramLabel = "NAME=VALUE",
      description = "A further setting of Kafka Streams or of its clients, in all rows.")
  private Map<String, String> config = Map.of();

  /** What the commands are given to. */
  enum Row {
    CONSUMER,
    PASS_THROUGH,
    EXCHANGE,
    NODE,
    BATCHES;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public static void main(String[] args) {
    BenchLine.run(new StreamBench(), args);
  }

  @Override
  public Integer call() throws Exception {
    check();
    for (int count : markets) {
      for (int interval : seconds) {
        measure(new Setting(count, interval * 1_000L, commands(), config, profile));
      }
    }
    return 0;
  }

  private void check() {
    require(
        commands == null || commands >= 1_000 && commands <= 100_000_000,
        "--commands takes 1000 to 100000000");
    require(
        repetitions == null || repetitions >= 1 && repetitions <= 100,
        "--repetitions takes 1 to 100");
    require(markets.stream().allMatch(n -> n >= 1 && n <= 100_000), "--markets takes 1 to 100000");
    require(steady == null || steady >= 0 && steady <= 3_600, "--steady takes 0 to 3600");
    require(seconds.stream().allMatch(n -> n >= 1 && n <= 3_600), "--seconds takes 1 to 3600");
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  private long commands() {
    return commands != null ? commands : quick ? 20_000 : 200_000;
  }

  private int repetitions() {
    return repetitions != null ? repetitions : quick ? 1 : 4;
  }

  /** A row in turn, and again; the first round warms the JVM up and is dropped. */
  private void measure(Setting setting) throws Exception {
    Map<Row, Runs> runs = new EnumMap<>(Row.class);
    rows.forEach(row -> runs.put(row, new Runs()));
    for (int n = 0; n <= repetitions(); n++) {
      for (Run run : round(setting, n)) {
        say(setting, n, run);
        if (n > 0) {
          runs.get(run.row()).add(run);
        }
      }
    }
    Runs passThrough = runs.getOrDefault(Row.PASS_THROUGH, new Runs());
    for (Row row : rows) {
      print(setting, row, runs.get(row), passThrough);
    }
    if (setting.markets() >= 1_000 && rows.contains(Row.EXCHANGE)) {
      double half = runs.get(Row.EXCHANGE).commandsPerSecond() / 2;
      System.out.println(new ExchangeRun(setting, Row.EXCHANGE).atRate(half, pace(setting)));
    }
  }

  private List<Run> round(Setting setting, int n) throws Exception {
    List<Run> done = new ArrayList<>();
    if (rows.contains(Row.CONSUMER) || rows.contains(Row.PASS_THROUGH)) {
      done.addAll(KafkaRun.of(setting));
      done.removeIf(run -> !rows.contains(run.row()));
    }
    for (Row row : List.of(Row.EXCHANGE, Row.NODE, Row.BATCHES)) {
      if (rows.contains(row)) {
        ExchangeRun run = new ExchangeRun(setting, row);
        boolean paced = n > 0 && row != Row.BATCHES;
        Callable<Run> task = () -> run.of(paced ? pace(setting) : Duration.ZERO);
        boolean last = n == repetitions();
        done.add(profile && last ? Profile.of("StreamThread", task) : task.call());
      }
    }
    return done;
  }

  /** How long orders come at a steady rate. */
  private Duration pace(Setting setting) {
    long least = steady != null ? steady * 1_000L : quick ? 3_000 : 10_000;
    return least == 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(least, 3 * setting.intervalMillis()));
  }

  private static void say(Setting setting, int n, Run run) {
    System.err.printf(
        java.util.Locale.ROOT,
        "%d markets, %d s, %s %s: %,.0f commands/s, %.1f us%n",
        setting.markets(),
        setting.intervalMillis() / 1_000,
        run.row().label(),
        n == 0 ? "(warming up)" : n,
        run.commandsPerSecond(),
        run.cpuMicros());
  }

  private static void print(Setting setting, Row row, Runs runs, Runs passThrough) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("row", row.label())
        .put("markets", setting.markets())
        .put("partitions", setting.partitions())
        .put("intervalSeconds", setting.intervalMillis() / 1_000)
        .put("commands", setting.commands());
    runs.describe(json, "ofPassThrough", passThrough);
    System.out.println(json);
  }
}
