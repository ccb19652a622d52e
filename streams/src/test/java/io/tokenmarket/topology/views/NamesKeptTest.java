package io.tokenmarket.topology.views;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the views keep follows what is defined and open, not the names that were ever sent. */
class NamesKeptTest {
  private static final int FEW = 1_000;
  private static final int MANY = 20_000;

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
  void ofDemandsToMarketsNobodyDefinedTheBooksKeepNothing() {
    TokenDemand demand = north.demand("d", "chat", 1, DOLLAR, 1);
    for (int n = 0; n < MANY; n++) {
      views.log(TokenDemand.newBuilder(demand).setMarket("made-up-" + n).build());
    }

    assertThat(views.replicas().kept()).isEqualTo(1);
    assertThat(views.replicas().snapshot(0).lastEvents()).hasSize(1);
    assertThat(views.replicas().position(0)).isEqualTo(MANY);
    assertThat(views.markets()).hasSize(1);
  }

  @Test
  void aMarketThatIsDefinedAfterDemandsToItIsKept() {
    views.log(
        TokenDemand.newBuilder(north.demand("d", "chat", 1, DOLLAR, 1)).setMarket("late").build());
    LiveMarket late = new LiveMarket(views, "late");
    late.send(late.demand("e", "chat", 1, DOLLAR, 1));

    assertThat(views.replicas().kept()).isEqualTo(2);
    assertThat(views.replicas().openOrders("late")).isEqualTo(1);
  }

  @Test
  void refusalsForMarketsNobodyDefinedLeaveTheirEventsAndNothingElse() {
    MarketState undefined = MarketState.undefined("made-up");
    TokenDemand demand =
        TokenDemand.newBuilder(north.demand("d", "chat", 1, DOLLAR, 1))
            .setMarket("made-up")
            .build();
    io.tokenmarket.market.Market.handle(undefined, new LogEntry(1, demand))
        .forEach(refusal -> views.tell("chat", refusal));

    assertThat(views.events("chat", 0, 10)).hasSize(1);
    assertThat(views.entries(ViewsTopology.PARTICIPANTS, ViewKeys.LAST_TOLD)).isEqualTo(1);
  }

  @Test
  void whatParticipantsWereToldIsForgottenOnceTheHistoryHasIt() {
    ToldSweep sweep = new ToldSweep(views.replicas(), FEW, () -> views::isTold);
    long most = 0;
    for (int n = 0; n < MANY; n++) {
      north.send(north.demand("d" + n, "app-" + n, 1, DOLLAR, 1));
      sweep.sweepIfMany();
      most = Math.max(most, views.replicas().toldCount());
    }

    assertThat(most).isLessThanOrEqualTo(FEW + 1L);
    assertThat(views.hasRead("north", north.position(), "app-7")).isTrue();
  }

  @Test
  void whatTheHistoryHasNotReadIsNotForgotten() {
    ToldSweep sweep = new ToldSweep(views.replicas(), FEW, () -> views::isTold);
    north.hold();
    for (int n = 0; n < 3 * FEW; n++) {
      north.send(north.demand("d" + n, "app-" + n, 1, DOLLAR, 1));
      sweep.sweepIfMany();
    }
    assertThat(views.replicas().toldCount()).isGreaterThanOrEqualTo(3 * FEW);
    assertThat(views.hasRead("north", north.position(), "app-7")).isFalse();

    north.release();
    assertThat(views.hasRead("north", north.position(), "app-7")).isTrue();
  }

  /** Awards are filed by order; a name may begin with any character there is. */
  @Test
  void ordersNamedInAnyScriptAreInARangeOfAwards() {
    List<String> names = List.of("a", "\uffee", "\ud83d\ude00-smile", "\udbff\udfff");
    for (String name : names) {
      views.tell("chat", new OrderAwarded("north", "chat", name, 3L, "MEDIUM", 1L, 2L, 3L, 0L, 9L));
    }

    List<String> found = new ArrayList<>();
    views.awards("chat", "north", 3, 4, award -> found.add(award.getOrderId()));
    assertThat(found).containsExactlyElementsOf(names);
    views.awards("chat", "north", 4, Long.MAX_VALUE, award -> found.add(award.getOrderId()));
    assertThat(found).hasSize(names.size());
  }
}
