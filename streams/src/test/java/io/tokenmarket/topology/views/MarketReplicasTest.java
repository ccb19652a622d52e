package io.tokenmarket.topology.views;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.SampleKeys;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketReplicasTest {
  @TempDir Path directory;
  private ViewsDriver views;
  private LiveMarket north;

  @BeforeEach
  void open() {
    views = ViewsDriver.inMemory(directory);
    north = new LiveMarket(views, "north");
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void theOpenOrdersAreThoseOfTheLogUpToAPosition() {
    north.send(north.demand("first", "chat", 100, 3 * DOLLAR, 2));
    north.send(north.demand("second", "chat", 100, 2 * DOLLAR, 2));
    long cancelled = north.send(new DemandCancelled("cancel", "north", "chat", "first", -1L));

    StandingOrders open = views.replicas().open("north").orElseThrow();
    assertThat(open.logPosition()).isEqualTo(cancelled);
    assertThat(open.orders()).extracting(OpenOrder::getOrderId).containsExactly("second");
  }

  @Test
  void whatNamesAMarketInAnotherPartitionHasNoEffectOnIt() {
    north.send(north.demand("first", "chat", 100, 3 * DOLLAR, 2));
    StandingOrders before = views.replicas().open("north").orElseThrow();
    MarketDefinition rules = views.replicas().market("north").orElseThrow();

    views.replicas().read(1, new LogEntry(0, north.demand("stray", "chat", 100, 3 * DOLLAR, 2)));
    views.replicas().read(1, new LogEntry(1, MarketDefinition.newBuilder(rules).build()));
    views.replicas().read(1, new LogEntry(2, north.demand("stray", "chat", 100, 3 * DOLLAR, 2)));

    assertThat(views.replicas().open("north")).contains(before);
    assertThat(views.replicas().position(1)).isEqualTo(2);
  }

  @Test
  void anAuctionIsKeptWithTheOrdersThatStoodInIt() {
    north.send(north.offer("power", "oslo", DOLLAR, 1));
    north.send(north.demand("tokens", "chat", 100, 3 * DOLLAR, 1));
    north.close(0);

    RecomputedAuction held = views.replicas().auction("north", 0).orElseThrow();
    assertThat(held.orders()).extracting(OpenOrder::getOrderId).containsExactly("power", "tokens");
    assertThat(held.awards()).extracting(OrderAwarded::getOrderId).contains("tokens");
    assertThat(views.clearing("north", 0)).contains(held.clearing());
    assertThat(views.replicas().open("north").orElseThrow().orders()).isEmpty();
  }

  @Test
  void ofManyAuctionsTheLastAreKept() {
    MarketReplicas few = new MarketReplicas(150);
    replayInto(few, 0);

    assertThat(few.auction("north", 3)).isPresent();
    assertThat(few.auction("north", 0)).isEmpty();
    assertThat(few.hash("north", 0)).isEmpty();
    assertThat(few.hash("north", 3)).isPresent();
  }

  /** The log of four auctions, once to the views and once to these books. */
  private void replayInto(MarketReplicas replicas, int partition) {
    replicas.read(partition, new LogEntry(0, SampleMarket.definition("north")));
    long position = 1;
    for (int n = 0; n < 4; n++) {
      for (SpecificRecord command : commands(n)) {
        north.send(command);
        replicas.read(partition, new LogEntry(position++, command));
      }
      long gate = north.close(n);
      assertThat(gate).isEqualTo(position);
      replicas.read(
          partition,
          new LogEntry(
              position++,
              new GateClosed(
                  "north",
                  (long) n,
                  views.latestClearing("north").map(Clearing::getAt).orElseThrow())));
    }
  }

  private List<SpecificRecord> commands(int n) {
    return List.of(
        north.offer("power-" + n, "oslo", DOLLAR + n * 10_000, 2),
        north.demand("tokens-" + n, "chat", 100 + n, 3 * DOLLAR, 3));
  }

  @Test
  void whoStartsFromASnapshotReadsOnAsIfHeHadNeverStopped() {
    MarketReplicas whole = new MarketReplicas(1_000);
    replayInto(whole, 2);
    Snapshots snapshots = new Snapshots(directory.resolve("books"));
    snapshots.write(2, whole.snapshot(2));
    MarketReplicas restored = new MarketReplicas(1_000);
    restored.restore(2, snapshots.read(2).orElseThrow());

    assertThat(restored.position("north")).isEqualTo(whole.position("north"));
    assertThat(restored.open("north")).isEqualTo(whole.open("north"));
    assertThat(restored.lastEvent("north", "oslo")).isEqualTo(whole.lastEvent("north", "oslo"));
    assertThat(restored.hash("north", 3)).isEqualTo(whole.hash("north", 3));
    LogEntry next = new LogEntry(99, north.demand("next", "chat", 7, 2 * DOLLAR, 1));
    LogEntry again = new LogEntry(100, commands(3).get(0));
    for (MarketReplicas each : List.of(whole, restored)) {
      each.read(2, next);
      each.read(2, again);
    }
    assertThat(restored.snapshot(2).records())
        .containsExactlyInAnyOrderElementsOf(whole.snapshot(2).records());
    assertThat(restored.open("north")).isEqualTo(whole.open("north"));
  }

  @Test
  void aSnapshotKeepsKeys() {
    MarketReplicas whole = new MarketReplicas(1_000);
    whole.read(0, new LogEntry(0, SampleMarket.definition("north")));
    whole.read(
        0,
        new LogEntry(
            1,
            new KeyDefinition(
                "key",
                "north",
                SampleMarket.definition("north").getParticipant(),
                "chat",
                SampleKeys.text("one"))));
    Snapshots snapshots = new Snapshots(directory.resolve("books"));
    snapshots.write(0, whole.snapshot(0));
    MarketReplicas restored = new MarketReplicas(1_000);
    restored.restore(0, snapshots.read(0).orElseThrow());
    SpecificRecord demand = north.demand("d", "chat", 7, 2 * DOLLAR, 1);
    restored.read(0, new LogEntry(2, demand));
    assertThat(restored.open("north").orElseThrow().orders()).isEmpty();
    restored.read(
        0, new LogEntry(3, 0, demand, SampleKeys.sign(demand, 4_000_000_000_000L, "one")));
    assertThat(restored.open("north").orElseThrow().orders()).hasSize(1);
  }

  @Test
  void aSnapshotThatCannotBeReadIsNone() throws Exception {
    Snapshots snapshots = new Snapshots(directory);
    snapshots.write(0, new Snapshot(5, List.of(), List.of(), RecentEvents.behind(5)));
    assertThat(snapshots.read(0)).isPresent();
    Files.write(directory.resolve("partition-0.avro"), new byte[] {1, 2, 3});

    assertThat(snapshots.read(0)).isEmpty();
    assertThat(snapshots.read(1)).isEmpty();
  }

  @Test
  void whatAParticipantIsToldIsReadOnceTheLastOfItIsThere() {
    north.send(north.offer("power", "oslo", DOLLAR, 9));
    north.send(north.demand("more", "chat", 100, 3 * DOLLAR, 9));
    north.send(north.demand("less", "chat", 100, 2 * DOLLAR, 9));
    north.hold();
    long gate = north.close(0);
    while (!views.hasRead("north", gate, "chat")) {
      assertThat(north.releaseNext()).isTrue();
    }

    List<String> awarded = new ArrayList<>();
    views.awards("chat", "north", 0, 1, award -> awarded.add(award.getOrderId()));
    assertThat(awarded).containsExactly("less", "more");
  }

  @Test
  void settlementsAreReadOnceTheLastOfThemIsThere() {
    MarketDefinition rules =
        MarketDefinition.newBuilder(SampleMarket.definition("settled"))
            .setSettlementIntervals(1)
            .setPenaltyPpm(500_000)
            .build();
    LiveMarket market = new LiveMarket(views, rules);
    market.send(market.offer("power", "oslo", DOLLAR, 9));
    market.send(market.demand("more", "chat", 100, 3 * DOLLAR, 1));
    market.send(market.demand("less", "chat", 100, 2 * DOLLAR, 1));
    market.close(0);
    assertThat(views.hasReadSettlements("settled")).isTrue();
    market.hold();
    market.close(1);
    while (!views.hasReadSettlements("settled")) {
      assertThat(market.releaseNext()).isTrue();
    }

    List<String> causes = new ArrayList<>();
    views.postings("chat", "settled", 0, 1, posting -> causes.add(posting.getCause()));
    assertThat(causes).containsExactly("PENALTY", "PENALTY");
    assertThat(views.settledTrades("settled", 0, 0, 10)).hasSize(2);
  }

  @Test
  void anAnswerGivenAgainTakesNothingBack() {
    TokenDemand demand = north.demand("tokens", "chat", 100, 3 * DOLLAR, 9);
    long first = north.send(demand);
    long again = north.send(demand);

    assertThat(views.hasRead("north", first, "chat")).isTrue();
    assertThat(views.hasRead("north", again, "chat")).isTrue();
  }

  @Test
  void theViewsHaveReadAPositionWhenAllThatFollowsFromItIsThere() {
    north.send(north.offer("power", "oslo", DOLLAR, 9));
    north.close(0);
    north.hold();
    long order = north.send(north.demand("tokens", "chat", 100, 3 * DOLLAR, 9));
    assertThat(views.hasRead("north", order)).isTrue();
    assertThat(views.hasRead("north", order, "oslo")).isTrue();
    assertThat(views.hasRead("north", order, "chat")).isFalse();
    assertThat(views.hasRead("north", order + 1)).isFalse();

    north.close(1);
    assertThat(views.hasRead("north", order)).isFalse();

    north.release();
    assertThat(views.hasRead("north", order)).isTrue();
    assertThat(views.hasRead("north", order, "chat")).isTrue();
  }
}
