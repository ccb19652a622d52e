package io.tokenmarket.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.chaos.Chaos.Result;
import io.tokenmarket.cli.LogFile;
import io.tokenmarket.cli.Main;
import io.tokenmarket.cli.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Breaks an exchange of real processes on purpose, and sees whether its promises hold. */
@Command(
    name = "tokenmarket chaos",
    description = {
      "Start brokers, registry and nodes as processes, trade, and kill, pause and cut them off;"
          + " after each round all that was published is checked.",
      "Exit code 0 only if every promise held."
    },
    mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Decides faults and commands. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--rounds",
      defaultValue = "14",
      paramLabel = "N",
      description = "Rounds, the last on three brokers. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "FAULT",
      converter = FaultName.class,
      description =
          "Instead of rounds, these faults one after the other: ${COMPLETION-CANDIDATES}.")
  private List<Fault> faults = List.of();

  @Option(
      names = "--open-orders",
      defaultValue = "0",
      paramLabel = "N",
      description = "Demands that stand all along, in one market. Default: ${DEFAULT-VALUE}.")
  private int openOrders;

  @Option(
      names = "--gate-orders",
      defaultValue = "" + Plan.GATE_ORDERS,
      paramLabel = "N",
      description = "Orders in the gate that gate-killed cuts. Default: ${DEFAULT-VALUE}.")
  private int gateOrders;

  @Option(
      names = "--config",
      paramLabel = "NAME=VALUE",
      description = "Any setting of the nodes' engines; may be repeated.")
  private Map<String, String> nodeSettings = Map.of();

  @Option(
      names = "--minutes",
      defaultValue = "30",
      paramLabel = "M",
      description = "Begin no round after this. Default: ${DEFAULT-VALUE}.")
  private long minutes;

  @Option(names = "--json", description = "One JSON object at the end, and nothing else.")
  private boolean json;

  public static void main(String[] args) {
    Main.run(new ChaosCommand(), args);
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    Plan plan = plan();
    Path dir = Files.createTempDirectory("tokenmarket-chaos");
    LogFile.in(dir);
    try (StopSignal stop = StopSignal.listen()) {
      stop.onRequest(Thread.currentThread()::interrupt);
      say("seed %s, processes in %s".formatted(seed, dir));
      Result result = Chaos.run(plan, dir, this::say);
      print(json ? json(result) : text(result), spec.commandLine().getOut());
      if (result.held()) {
        delete(dir);
      }
      return result.held() ? 0 : 1;
    } catch (InterruptedException asked) {
      say("stopped before the end; nothing can be said of the promises");
      return 1;
    }
  }

  private Plan plan() {
    require(rounds >= 1, "--rounds " + rounds + " is no run; give 1 or more");
    require(openOrders >= 0, "--open-orders " + openOrders + " is less than none; give 0 or more");
    require(
        gateOrders >= 1 && gateOrders <= 1_000_000,
        "--gate-orders takes 1 to 1000000, and not " + gateOrders);
    require(minutes >= 1, "--minutes " + minutes + " is no time; give 1 or more");
    Plan plan =
        Plan.of(seed, rounds, Duration.ofMinutes(minutes))
            .with(openOrders, nodeSettings)
            .withGate(gateOrders);
    return faults.isEmpty() ? plan : plan.only(faults);
  }

  private void require(boolean sensible, String otherwise) {
    if (!sensible) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static void delete(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void say(String line) {
    print(line, json ? spec.commandLine().getErr() : spec.commandLine().getOut());
  }

  private static void print(String text, PrintWriter to) {
    to.println(text);
    to.flush();
  }

  private static String text(Result result) {
    TrialSummary tally = result.tally();
    return String.join(
        "\n",
        "",
        recoveries(tally),
        "kills         " + tally.kills(),
        String.format(
            Locale.ROOT,
            "commands      %,d sent, %,d acknowledged, %,d sent again on purpose",
            tally.sent(),
            tally.acknowledged(),
            tally.repeated()),
        String.format(
            Locale.ROOT, "garbage       %,d records, as many dead letters", tally.garbage()),
        String.format(
            Locale.ROOT, "poison        %,d records, passed over by everybody", tally.poison()),
        String.format(
            Locale.ROOT,
            "flooded       %,d demands to markets that are none, all refused",
            tally.flooded()),
        String.format(
            Locale.ROOT,
            "auctions      %,d; %,d intervals skipped during faults, %,d otherwise",
            tally.auctions(),
            tally.skipped(),
            tally.late()),
        String.format(Locale.ROOT, "verified      %,d published events", tally.compared()),
        cuts(tally) + "own stops     " + tally.ownStops(),
        "differences   " + (result.held() ? "0" : "1: " + result.difference()));
  }

  private static String cuts(TrialSummary tally) {
    return tally.cuts().stream()
        .map(
            cut ->
                String.format(
                    Locale.ROOT,
                    "gate cut      %,d orders: %,d of %,d events when the node died, all %.1f s later%n",
                    cut.orders(),
                    cut.seen(),
                    cut.events(),
                    cut.whole().toMillis() / 1e3))
        .collect(Collectors.joining());
  }

  /** Seconds from a fault to the next auction of the market that waited longest for it. */
  private static String recoveries(TrialSummary tally) {
    String lines =
        tally.recoveries().entrySet().stream()
            .map(fault -> recovery(fault.getKey(), seconds(fault.getValue())))
            .collect(Collectors.joining("\n"));
    return "fault               times   recovery, s: min   median      max\n%s\n".formatted(lines);
  }

  private static String recovery(String fault, List<Double> sorted) {
    return String.format(
        Locale.ROOT,
        "%-18s %6d %18.1f %8.1f %8.1f",
        fault,
        sorted.size(),
        sorted.get(0),
        median(sorted),
        sorted.get(sorted.size() - 1));
  }

  private String json(Result result) throws JsonProcessingException {
    TrialSummary tally = result.tally();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("held", result.held());
    fields.put("difference", result.difference());
    fields.put("seed", seed);
    fields.put("kills", tally.kills());
    fields.put("sent", tally.sent());
    fields.put("acknowledged", tally.acknowledged());
    fields.put("repeatedOnPurpose", tally.repeated());
    fields.put("garbage", tally.garbage());
    fields.put("poison", tally.poison());
    fields.put("flooded", tally.flooded());
    fields.put("auctions", tally.auctions());
    fields.put("verifiedEvents", tally.compared());
    fields.put("skippedInFaults", tally.skipped());
    fields.put("skippedOtherwise", tally.late());
    fields.put("gatesCut", tally.cuts().size());
    fields.put("ownStops", tally.ownStops());
    Map<String, List<Double>> recoveries = new LinkedHashMap<>();
    tally.recoveries().forEach((fault, times) -> recoveries.put(fault, seconds(times)));
    fields.put("recoverySeconds", recoveries);
    return new ObjectMapper().writeValueAsString(fields);
  }

  private static List<Double> seconds(List<Duration> times) {
    return times.stream().map(time -> time.toMillis() / 1_000.0).toList();
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A fault by the name it has on the command line. */
  static final class FaultName implements ITypeConverter<Fault> {
    @Override
    public Fault convert(String text) {
      return Arrays.stream(Fault.values())
          .filter(fault -> fault.toString().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no fault '%s'; name some of: %s".formatted(text, names())));
    }

    private static String names() {
      return Arrays.stream(Fault.values()).map(Fault::toString).collect(Collectors.joining(", "));
    }
  }
}
