package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.Engine;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines come and go while gates close on a real broker. */
@Timeout(300)
class RebalanceTest {
  private static final int PARTITIONS = 4;
  private static final List<String> MARKETS =
      List.of("eu", "us", "asia", "africa", "north", "mars");
  private static final long INTERVAL_MILLIS = 250;

  @TempDir Path dir;

  @Test
  void noGateIsDoubledWhileEnginesJoinAndLeave() throws Exception {
    try (Cluster cluster = Cluster.start(dir, PARTITIONS)) {
      Tape tape = cluster.tape(Topics.CLEARINGS);
      Engine first = cluster.runningEngine("first", Map.of());
      define(cluster);
      goOn(tape);
      Engine second = cluster.engine("second", Map.of());
      tape.await("clearing after the second joined", read -> owns(first) && owns(second));
      goOn(tape);
      first.close();
      goOn(tape);
      Engine third = cluster.engine("third", Map.of());
      tape.await("clearing after the third joined", read -> owns(second) && owns(third));
      second.close();
      goOn(tape).forEach((market, clearings) -> assertIsOneSequence(clearings));
    }
  }

  /** Two engines that do not know of each other both own everything: the check sees it. */
  @Test
  void twoOwnersOfOneMarketWouldBeSeen() throws Exception {
    try (Cluster cluster = Cluster.start(dir, 1)) {
      Tape tape = cluster.tape(Topics.CLEARINGS);
      cluster.runningEngine("first", Map.of("application.id", "one"));
      cluster.runningEngine("second", Map.of("application.id", "two"));
      define(cluster);
      Map<String, List<Clearing>> doubled = goOn(tape);
      assertThatThrownBy(() -> assertIsOneSequence(doubled.get("eu")))
          .isInstanceOf(AssertionError.class);
    }
  }

  private static void define(Cluster cluster) throws Exception {
    for (String market : MARKETS) {
      cluster.send(Topics.MARKET_DEFINITIONS, market, Commands.definition(market, INTERVAL_MILLIS));
    }
  }

  /** Reads until each market has had four more auctions; all auctions by market. */
  private static Map<String, List<Clearing>> goOn(Tape tape) {
    Map<String, List<Clearing>> before = byMarket(tape.await("start", read -> true));
    return byMarket(
        tape.await(
            "further auctions of every market",
            read -> {
              Map<String, List<Clearing>> now = byMarket(read);
              return MARKETS.stream().allMatch(m -> size(now, m) >= size(before, m) + 4);
            }));
  }

  private static int size(Map<String, List<Clearing>> clearings, String market) {
    return clearings.getOrDefault(market, List.of()).size();
  }

  private static Map<String, List<Clearing>> byMarket(List<SpecificRecord> read) {
    return read.stream()
        .map(Clearing.class::cast)
        .collect(Collectors.groupingBy(Clearing::getMarket));
  }

  /** Each auction follows the one published before it: no interval twice, no auction unseen. */
  private static void assertIsOneSequence(List<Clearing> clearings) {
    long interval = -1;
    long auction = 0;
    ByteBuffer hash = ByteBuffer.allocate(32);
    for (Clearing clearing : clearings) {
      assertThat(clearing.getInterval()).isGreaterThan(interval);
      assertThat(clearing.getPreviousInterval()).isEqualTo(interval);
      assertThat(clearing.getAuction()).isEqualTo(auction + 1);
      assertThat(clearing.getPreviousHash()).isEqualTo(hash);
      interval = clearing.getInterval();
      auction = clearing.getAuction();
      hash = clearing.getHash();
    }
  }

  /** Whether the engine runs the market half of some partition. */
  private static boolean owns(Engine engine) {
    return engine.streams().metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .anyMatch(partition -> partition.topic().equals(Topics.MARKET_LOG));
  }
}
