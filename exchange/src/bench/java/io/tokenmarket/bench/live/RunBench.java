package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./tokenmarket run} as a user meets it: how soon the first auction with trades is printed,
 * and how many bytes an order takes on disk once a scenario has run. One line of JSON a row.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Measure the start of run, and what an order takes on disk.")
public final class RunBench implements Callable<Integer> {
  /** Where the launcher is; it says so itself. */
  private static final String ROOT = "tokenmarket.root";

  private static final List<String> COMMANDS =
      List.of(Topics.TOKEN_DEMAND, Topics.SUPPLY_OFFERS, Topics.DELIVERIES);

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "A small version: one start, 30 auctions.")
  private boolean quick;

  @Option(names = "--scenario", defaultValue = "settled", description = "Default ${DEFAULT-VALUE}.")
  private String scenario;

  @Option(
      names = "--intervals",
      paramLabel = "N",
      description = "Auctions of the run that is left to grow; default 1200.")
  private Integer intervals;

  private final ObjectMapper json = new ObjectMapper();

  public static void main(String[] args) {
    BenchLine.run(new RunBench(), args);
  }

  @Override
  public Integer call() throws Exception {
    if (intervals != null && (intervals < 1 || intervals > 1_000_000)) {
      throw new ParameterException(spec.commandLine(), "--intervals takes 1 to 1000000");
    }
    System.out.println(starts());
    System.out.println(disk());
    return 0;
  }

  /** The first start is dropped: it may build or archive classes. */
  private ObjectNode starts() throws Exception {
    Delays delays = new Delays();
    for (int n = 0; n <= (quick ? 1 : 4); n++) {
      double millis = start();
      System.err.printf(Locale.ROOT, "first auction with trades after %.1f s%n", millis / 1e3);
      if (n > 0) {
        delays.add(millis);
      }
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("row", "first-auction");
    row.set("typedToFirstAuctionWithTradesMillis", delays.json());
    return row;
  }

  private double start() throws Exception {
    Path data = Files.createTempDirectory("bench");
    long began = System.nanoTime();
    Process run = run(List.of("run", "--intervals", "30", "--json"), data);
    try (BufferedReader lines = run.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (trades(line) > 0) {
          return (System.nanoTime() - began) / 1e6;
        }
      }
      throw new IllegalStateException("run held no auction with trades");
    } finally {
      run.destroy();
      run.waitFor();
      delete(data);
    }
  }

  private long trades(String line) throws IOException {
    JsonNode clearing = line.startsWith("{") ? json.readTree(line) : null;
    return clearing == null ? 0 : clearing.path("trades").asLong();
  }

  private ObjectNode disk() throws Exception {
    int auctions = intervals != null ? intervals : quick ? 30 : 1_200;
    Path data = Files.createTempDirectory("bench");
    try {
      List<String> arguments =
          List.of("run", "--scenario", scenario, "--intervals", "" + auctions, "--json");
      Process run = run(arguments, data);
      run.getInputStream().readAllBytes();
      if (run.waitFor() != 0) {
        throw new IllegalStateException("run ended with " + run.exitValue());
      }
      return disk(data, auctions);
    } finally {
      delete(data);
    }
  }

  private ObjectNode disk(Path data, int auctions) throws IOException {
    Segments segments = Segments.of(data.resolve("kafka"));
    long commands = COMMANDS.stream().mapToLong(topic -> segments.size(topic).records()).sum();
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("row", "disk")
        .put("scenario", scenario)
        .put("auctions", auctions)
        .put("commands", commands)
        .put("bytesPerCommand", Math.round((double) bytes(data.resolve("kafka")) / commands))
        .put(
            "nodesOwnBytesPerCommand", Math.round((double) bytes(data.resolve("node")) / commands));
    ObjectNode topics = row.putObject("bytesPerCommandByTopic");
    segments
        .topics()
        .forEach(
            (topic, size) -> topics.put(topic, Delays.rounded((double) size.bytes() / commands)));
    return row;
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toFile).filter(file -> file.isFile()).mapToLong(f -> f.length()).sum();
    }
  }

  private static Process run(List<String> arguments, Path data) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty(ROOT), "tokenmarket").toString());
    command.addAll(arguments);
    command.addAll(List.of("--port", "0", "--data", data.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
