package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendDemand;
import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.halt;
import static io.tokenmarket.market.Commands.resume;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One participant does not take what all share. */
class SharesTest {
  private static final int SHARE = 200_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneParticipantDoesNotFillTheBook(int rulebook) {
    Log log = Log.open(Log.rules().setRulebook(rulebook).setParticipantSteps(3));
    log.append(stepped("d1"), OrderAccepted.class);
    log.append(demand("d2", "app", "SLOW", 1, 500, 9), OrderAccepted.class);
    OrderRejected refusal = log.append(demand("d3", "app", "SLOW", 1, 500, 9), OrderRejected.class);
    assertThat(refusal.getReason()).isEqualTo(Reason.STEPS_SHARE.name());
    assertThat(refusal.getDetail()).contains("'app' has 4 steps open", "may have 3");
    log.append(demand("d4", "rival", "SLOW", 1, 500, 9), OrderAccepted.class);
    log.append(cancelDemand("c", "app", "d2"));
    log.append(demand("d5", "app", "SLOW", 1, 500, 9), OrderAccepted.class);
    assertThat(log.refused(amendDemand("a", "app", "d5", 1, 500, new DemandStep(1L, 400L))))
        .isEqualTo(Reason.STEPS_SHARE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneParticipantDoesNotFillTheMemory(int rulebook) {
    Log log = Log.open(Log.rules().setRulebook(rulebook).setParticipantCommands(3));
    TokenDemand first = demand("d1", "app", "SLOW", 1, 500, 9);
    log.append(first, OrderAccepted.class);
    log.append(demand("d2", "app", "SLOW", 1, 500, 9), OrderAccepted.class);
    assertThat(log.refused(demand("d3", "app", "SLOW", -1, 500, 9)))
        .isEqualTo(Reason.QUANTITY_OUT_OF_RANGE);
    TokenDemand beyond = demand("d4", "app", "SLOW", 1, 500, 9);
    assertThat(log.refused(beyond)).isEqualTo(Reason.COMMANDS_SHARE);
    assertThat(log.refused(cancelDemand("c1", "app", "none"))).isEqualTo(Reason.COMMANDS_SHARE);

    assertThat(log.append(first, OrderAccepted.class).getRepeated()).isTrue();
    log.append(demand("d5", "rival", "SLOW", 1, 500, 9), OrderAccepted.class);
    log.append(cancelDemand("c2", "app", "d1"), OrderCancelled.class);
    for (long interval = 0; interval < Commands.MEMORY; interval++) {
      log.append(Commands.gate(interval));
    }
    OrderAccepted late = log.append(beyond, OrderAccepted.class);
    assertThat(late.getRepeated()).as("what was refused was not remembered").isFalse();
  }

  /** Whoever can write to the topic of definitions. */
  @Test
  void aStrangersDefinitionsDoNotFillTheMemory() {
    Log log = Log.open(Log.laterRules().setParticipantCommands(2));
    for (int i = 0; i < 5; i++) {
      MarketDefinition.Builder again = Log.laterRules().setCommandId("a" + i).setFeePpm(i);
      Reason reason = i < 2 ? Reason.MARKET_EXISTS : Reason.COMMANDS_SHARE;
      assertThat(log.refused(again.setParticipant("stranger").build())).isEqualTo(reason);
    }
  }

  @Test
  void whatTheOperatorSendsIsAlwaysTaken() {
    Log log = Log.open(Log.laterRules().setParticipantCommands(1));
    for (int i = 0; i < 5; i++) {
      log.append(halt("h" + i), MarketChanged.class);
      log.append(resume("r" + i), MarketChanged.class);
    }
  }

  @Test
  void theSharesOfRulebookOneAreThoseOfTheProtocol() {
    OrderRejected steps = refused(full(1, SHARE, 0));
    assertThat(steps.getReason()).isEqualTo("STEPS_SHARE");
    assertThat(steps.getArguments()).containsExactly("app", "200001", "200000");
    assertThat(Market.handle(full(1, SHARE - 1, 0), next()).get(0))
        .isInstanceOf(OrderAccepted.class);
    OrderRejected commands = refused(full(1, 0, SHARE));
    assertThat(commands.getReason()).isEqualTo("COMMANDS_SHARE");
    assertThat(commands.getArguments()).containsExactly("200000", "app");
  }

  @Test
  void inTheFirstRulebookThereAreNoneUnlessTheyAreSet() {
    assertThat(Market.handle(full(0, SHARE, SHARE), next()).get(0))
        .isInstanceOf(OrderAccepted.class);
  }

  private static OrderRejected refused(MarketState state) {
    return (OrderRejected) Market.handle(state, next()).get(0);
  }

  private static LogEntry next() {
    return new LogEntry(1_000_000, demand("next", "app", "SLOW", 1, 500, 1));
  }

  /** A market in which "app" has so many open orders and remembered commands. */
  private static MarketState full(int rulebook, int orders, int commands) {
    MarketHead head = Log.open(Log.rules().setRulebook(rulebook)).state().head().orElseThrow();
    TokenDemand terms = demand("d", "app", "SLOW", 1, 100, 1);
    Iterable<OpenOrder> open =
        IntStream.range(0, orders)
                .mapToObj(i -> new OpenOrder("eu", "d" + i, (long) i, 1L, terms, 0L, -1L, 0))
            ::iterator;
    Iterable<CommandMemory> memories =
        IntStream.range(0, commands).mapToObj(SharesTest::memory)::iterator;
    return MarketState.restored(head, open, memories, List.of(), List.of(), List.of());
  }

  private static CommandMemory memory(int i) {
    OrderAccepted answer = new OrderAccepted("eu", "app", "m" + i, "m" + i, (long) i, false);
    return new CommandMemory(
        "eu", "m" + i, ByteBuffer.allocate(32), 1L, (long) i, answer, null, "");
  }

  private static TokenDemand stepped(String id) {
    return Records.with(
        demand(id, "app", "SLOW", 1, 500, 9), "steps", List.of(new DemandStep(1L, 400L)));
  }
}
