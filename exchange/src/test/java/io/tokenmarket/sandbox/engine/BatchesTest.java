package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.ExportedLog;
import io.tokenmarket.replay.LogExport;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.Replay;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.EventBatch;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches through a broker: answered by one engine, and by another that never saw them. */
@Timeout(300)
class BatchesTest {
  private static final int FIFTY = 50;
  private static final int BAD = 20;
  private static final long INTERVAL_MILLIS = 1_000;

  /** A snapshot of the markets now and then, so that the second engine needs one. */
  private static final Map<String, Object> OFTEN = Map.of("engine.snapshot.events", 20);

  @TempDir Path dir;

  @Test
  void aBatchHasOneAnswerACommandAcrossARestartAndReplays() throws Exception {
    try (Cluster cluster = Cluster.start(dir, 1)) {
      Tape events = cluster.tape(Topics.ORDER_EVENTS);
      Tape clearings = cluster.tape(Topics.CLEARINGS);
      try (Engine first = cluster.runningEngine("first", OFTEN)) {
        open(cluster, events);
        cluster.send(Topics.TOKEN_DEMAND, "app", batch(FIFTY));
        requireAnswers(flat(events.await("answers", read -> has(read, answered(false), FIFTY))));
        events.await("awards", read -> batches(read).stream().anyMatch(BatchesTest::isAwards));
      }
      try (Engine second = cluster.runningEngine("second", OFTEN)) {
        List<SpecificRecord> before = flat(events.await("anything", read -> true));
        cluster.send(Topics.TOKEN_DEMAND, "app", batch(FIFTY));
        List<SpecificRecord> read =
            flat(events.await("answers again", all -> has(all, answered(true), FIFTY)));
        assertThat(positions(read, answered(true))).isEqualTo(positions(read, answered(false)));
        int auctions = clearings.await("auction", all -> !all.isEmpty()).size();
        clearings.await("another auction", all -> all.size() > auctions);
        events.await(
            "awards of the second engine",
            all -> count(flat(all), OrderAwarded.class) > count(before, OrderAwarded.class));
      }
      requireTheSameFromTheLog(cluster, clearings);
      requireAForgeryIsFound(cluster, batches(events.await("events", read -> true)).get(0));
    }
  }

  private static void open(Cluster cluster, Tape events) throws Exception {
    cluster.send(
        Topics.MARKET_DEFINITIONS,
        Commands.MARKET,
        Commands.definition(Commands.MARKET, INTERVAL_MILLIS));
    cluster.send(Topics.SUPPLY_OFFERS, "factory", Commands.offer("offer"));
    events.await("market and offer", read -> read.size() >= 2);
  }

  private static void requireAnswers(List<SpecificRecord> read) {
    assertThat(read.stream().filter(answered(false)).map(answer -> field(answer, "commandId")))
        .containsExactlyElementsOf(IntStream.range(0, FIFTY).mapToObj(n -> "d" + n).toList());
    assertThat(read)
        .filteredOn(OrderRejected.class::isInstance)
        .extracting(refusal -> ((OrderRejected) refusal).getCommandId())
        .containsExactly("d" + BAD);
  }

  /** On the cluster, and as it is exported. */
  private void requireTheSameFromTheLog(Cluster cluster, Tape clearings) {
    Path export = dir.resolve("export");
    try (LogSource log = ClusterLog.open(cluster.settings())) {
      assertThat(Verification.run(log, Progress.NONE).difference()).isEmpty();
    }
    try (LogSource log = ClusterLog.open(cluster.settings())) {
      LogExport.write(log, export, Progress.NONE);
    }
    try (LogSource log = ExportedLog.open(export)) {
      Verification.Result result = Verification.run(log, Progress.NONE);
      assertThat(result.difference()).isEmpty();
      assertThat(result.tally().events()).isGreaterThan(2 * FIFTY);
    }
    try (LogSource log = ExportedLog.open(export)) {
      List<Clearing> last = Replay.run(log, each -> {}, Progress.NONE).last();
      assertThat(last).hasSize(1);
      clearings.await("the last clearing of the replay", read -> read.contains(last.get(0)));
    }
  }

  /** The control: verification looks into batches. */
  private static void requireAForgeryIsFound(Cluster cluster, EventBatch genuine) throws Exception {
    List<Object> events = new ArrayList<>(genuine.getEvents());
    OrderAccepted accepted = (OrderAccepted) events.get(1);
    events.set(1, OrderAccepted.newBuilder(accepted).setOrderId("another").build());
    cluster.send(Topics.ORDER_EVENTS, "app", new EventBatch(Commands.MARKET, "app", events));
    try (LogSource log = ClusterLog.open(cluster.settings())) {
      Verification.Result result = Verification.run(log, Progress.NONE);
      assertThat(result.identical() && result.tally().strange() == 0).isFalse();
    }
  }

  private static CommandBatch batch(int commands) {
    List<BatchedCommand> all =
        IntStream.range(0, commands).mapToObj(n -> new BatchedCommand(demand(n), null)).toList();
    return new CommandBatch(Commands.MARKET, "app", all);
  }

  private static TokenDemand demand(int n) {
    return Commands.demand("d" + n, n == BAD ? -1 : 5);
  }

  private static List<EventBatch> batches(List<SpecificRecord> read) {
    return read.stream().filter(EventBatch.class::isInstance).map(EventBatch.class::cast).toList();
  }

  private static boolean isAwards(EventBatch told) {
    return told.getEvents().stream().allMatch(OrderAwarded.class::isInstance);
  }

  private static List<SpecificRecord> flat(List<SpecificRecord> read) {
    return read.stream().flatMap(record -> Batches.events(record).stream()).toList();
  }

  private static long count(List<SpecificRecord> read, Class<?> type) {
    return read.stream().filter(type::isInstance).count();
  }

  /** An answer to one of the batch. */
  private static Predicate<SpecificRecord> answered(boolean again) {
    return event ->
        field(event, "participant").equals("app")
            && ((GenericRecord) event).hasField("repeated")
            && field(event, "repeated").equals(again);
  }

  private static boolean has(
      List<SpecificRecord> read, Predicate<SpecificRecord> which, int count) {
    return flat(read).stream().filter(which).count() >= count;
  }

  private static List<Object> positions(
      List<SpecificRecord> read, Predicate<SpecificRecord> which) {
    return read.stream()
        .filter(which)
        .map(event -> List.of(field(event, "commandId"), field(event, "logPosition")))
        .map(Object.class::cast)
        .toList();
  }

  private static Object field(SpecificRecord event, String name) {
    return ((GenericRecord) event).get(name);
  }
}
