package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * One auction of a market in which very many orders are open, on a node that holds an auction a
 * second of three other markets. One line of JSON a size.
 */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = "Measure one auction of very many orders, and what it does to other markets.")
public final class GateBench implements Callable<Integer> {
  private static final int PARTITIONS = 4;
  private static final long MOST = 2_000_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration BEHIND = Duration.ofHours(1);
  private static final Duration FILLING = Duration.ofMinutes(30);

  /** How long the other markets are watched after the last outcome. */
  private static final Duration BEYOND = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "A small version: 1,000 and 5,000 steps.")
  private boolean quick;

  @Option(names = "--steps", paramLabel = "N", split = ",", description = "Open steps.")
  private List<Long> steps;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "When an auction counts as stalled; default ${DEFAULT-VALUE}.")
  private int patience;

  public static void main(String[] args) {
    BenchLine.run(new GateBench(), args);
  }

  @Override
  public Integer call() throws Exception {
    List<Long> sizes =
        steps != null
            ? steps
            : quick ? List.of(1_000L, 5_000L) : List.of(10_000L, 100_000L, 1_000_000L, MOST);
    require(sizes.stream().allMatch(n -> n >= 1 && n <= MOST), "--steps takes 1 to 2000000");
    require(patience >= 1 && patience <= 3_600, "--patience takes 1 to 3600");
    // The first is dropped: it warms the JVM up.
    measure(quick ? 1_000 : 20_000);
    for (long size : sizes) {
      System.out.println(measure(size));
    }
    return 0;
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  private ObjectNode measure(long size) throws Exception {
    Markets markets = Markets.of(PARTITIONS, 1_000);
    BenchClock clock = new BenchClock(BEHIND.toMillis());
    try (Rig rig = Rig.start(PARTITIONS)) {
      GateWatch watch = new GateWatch(rig.settings(), markets.names().get(0));
      try (Committed committed = Committed.read(rig.settings(), GateWatch.TOPICS, watch::note);
          Exchange exchange = Exchange.engine(rig, clock, Map.of(), () -> {});
          Client client = new Client(rig.settings())) {
        open(client, markets, clock);
        committed.await(FILLING, () -> watch.answers() == PARTITIONS);
        offers(client, markets);
        clock.run(BEHIND.toMillis());
        fill(client, markets, size);
        long all = size + PARTITIONS * 6;
        if (!committed.await(FILLING, () -> watch.answers() >= all)) {
          throw new IllegalStateException(watch.answers() + " of " + all + " were answered");
        }
        say("%,d orders stand", size);
        return auction(rig, clock, committed, watch, size);
      }
    }
  }

  private ObjectNode auction(
      Rig rig, BenchClock clock, Committed committed, GateWatch watch, long size)
      throws InterruptedException {
    Segments before = rig.segments();
    Window.collectGarbage();
    long from = System.currentTimeMillis();
    clock.catchUp();
    boolean held = committed.await(Duration.ofSeconds(patience), () -> watch.ends() >= size);
    committed.await(BEYOND, () -> false);
    long until = System.currentTimeMillis();
    Transactions transactions = Transactions.since(rig.settings(), from);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("row", "gate").put("openSteps", size).put("held", held);
    watch.describe(json, from, until);
    json.putObject("transactions")
        .put("committed", transactions.committed())
        .put("aborted", transactions.aborted())
        .put("largestBytes", rig.segments().largestTransaction(before))
        .put("longestMillis", Math.round(transactions.lengths().longest()));
    return json;
  }

  private static void open(Client client, Markets markets, BenchClock clock) {
    Instant origin = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(BEHIND);
    for (String market : markets.names()) {
      MarketDefinition definition = markets.definition(market, origin);
      boolean large = market.equals(markets.names().get(0));
      client.send(Topics.MARKET_DEFINITIONS, market, large ? large(definition, clock) : definition);
    }
    client.flush();
  }

  /** Its first gate is due once the clock has caught up. */
  private static MarketDefinition large(MarketDefinition definition, BenchClock clock) {
    return MarketDefinition.newBuilder(definition)
        .setOrigin(clock.instant().plus(BEHIND.dividedBy(2)))
        .setIntervalMillis(DAY.toMillis())
        .build();
  }

  private static void offers(Client client, Markets markets) {
    for (String market : markets.names()) {
      markets
          .offers(market)
          .forEach(offer -> client.send(Topics.SUPPLY_OFFERS, offer.getParticipant(), offer));
    }
    client.flush();
  }

  private static void fill(Client client, Markets markets, long size) {
    Markets large = new Markets(markets.names().subList(0, 1), DAY.toMillis(), 1);
    client.fill(size, large::demand);
  }

  private static void say(String line, Object... values) {
    System.err.printf(java.util.Locale.ROOT, line + "%n", values);
  }
}
