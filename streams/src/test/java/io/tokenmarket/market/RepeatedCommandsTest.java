package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.definition;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.tier;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedCommandsTest {
  private final Log log = Log.open();

  @Test
  void theSameCommandAgainGetsTheSameAnswerAgainAndHasNoEffect() {
    OrderAccepted first = log.append(demand("d", "app", "SLOW", 1, 100, 9), OrderAccepted.class);
    OrderAccepted again = log.append(demand("d", "app", "SLOW", 1, 100, 9), OrderAccepted.class);
    assertThat(again)
        .isEqualTo(
            new OrderAccepted(
                first.getMarket(),
                first.getParticipant(),
                first.getCommandId(),
                first.getOrderId(),
                first.getLogPosition(),
                true));
    assertThat(log.state().openOrders()).hasSize(1);
  }

  @Test
  void aRefusalIsRepeatedEvenWhereItsCauseIsGone() {
    OrderRejected first = log.append(cancelDemand("c", "app", "d"), OrderRejected.class);
    log.append(demand("d", "app", "SLOW", 1, 100, 9), OrderAccepted.class);
    OrderRejected again = log.append(cancelDemand("c", "app", "d"), OrderRejected.class);
    assertThat(again.getReason()).isEqualTo("ORDER_NOT_FOUND");
    assertThat(again.getDetail()).isEqualTo(first.getDetail());
    assertThat(again.getRepeated()).isTrue();
    assertThat(log.state().openOrders()).hasSize(1);
  }

  @Test
  void aCancellationIsRepeated() {
    log.append(demand("d", "app", "SLOW", 1, 100, 9));
    log.append(cancelDemand("c", "app", "d"));
    assertThat(log.append(cancelDemand("c", "app", "d"), OrderCancelled.class).getRepeated())
        .isTrue();
  }

  @Test
  void aDefinitionIsRepeated() {
    assertThat(log.append(definition("definition"), MarketDefined.class).getRepeated()).isTrue();
  }

  @Test
  void anOldIdWithAnotherBodyIsAConflictAndTheFirstAnswerStays() {
    log.append(demand("d", "app", "SLOW", 1, 100, 9));
    assertThat(log.append(demand("d", "app", "SLOW", 2, 100, 9), OrderRejected.class).getReason())
        .isEqualTo("COMMAND_ID_CONFLICT");
    assertThat(log.append(demand("d", "app", "SLOW", 1, 100, 9), OrderAccepted.class).getRepeated())
        .isTrue();
  }

  @Test
  void anotherTypeWithTheSameBytesIsAnotherCommand() {
    log.append(cancelDemand("c", "app", "d"));
    assertThat(log.append(cancelOffer("c", "app", "d"), OrderRejected.class).getReason())
        .isEqualTo("COMMAND_ID_CONFLICT");
  }

  @Test
  void anIdIsRememberedForThreeAuctionsAndThenAsNew() {
    log.append(demand("d", "app", "SLOW", 1, 100, 1));
    close(0, 1);
    assertThat(log.append(demand("d", "app", "SLOW", 1, 100, 1), OrderAccepted.class).getRepeated())
        .isTrue();
    close(2, 2);
    assertThat(log.append(demand("d", "app", "SLOW", 7, 100, 1), OrderAccepted.class).getRepeated())
        .isFalse();
  }

  @Test
  void aSkippedIntervalDoesNotShortenTheMemory() {
    log.append(demand("d", "app", "SLOW", 1, 100, 1));
    close(50, 51);
    assertThat(log.append(demand("d", "app", "SLOW", 1, 100, 1), OrderAccepted.class).getRepeated())
        .isTrue();
  }

  @Test
  void anOpenOrderKeepsItsIdBeyondTheHorizon() {
    TokenDemand demand = demand("d", "app", "SLOW", 1, 100, 9);
    log.append(demand);
    close(0, 2);
    assertThat(log.append(demand, OrderRejected.class).getReason())
        .isEqualTo("COMMAND_ID_CONFLICT");
    assertThat(log.state().openOrders()).hasSize(1);
  }

  @Test
  void theSameRulesMayBeDefinedAgainAndOthersNot() {
    close(0, 2);
    assertThat(log.append(definition("definition"), MarketDefined.class).getRepeated()).isFalse();
    assertThat(log.append(definition("other"), MarketDefined.class).getRepeated()).isFalse();
    assertThat(
            log.append(definition("third", List.of(tier("SLOW"))), OrderRejected.class).getReason())
        .isEqualTo("MARKET_EXISTS");
    assertThat(log.state().definition()).hasValue(definition("definition"));
  }

  @Test
  void aCommandToAnUnknownMarketMayBeSentAgainUnderItsId() {
    Log early = new Log();
    early.append(demand("d", "app", "SLOW", 1, 100, 9), OrderRejected.class);
    early.append(definition("definition"));
    assertThat(
            early.append(demand("d", "app", "SLOW", 1, 100, 9), OrderAccepted.class).getRepeated())
        .isFalse();
  }

  @Test
  void anInvalidIdIsNotRemembered() {
    log.append(demand("", "app", "SLOW", 1, 100, 9), OrderRejected.class);
    OrderRejected other = log.append(demand("", "app", "SLOW", 2, 100, 9), OrderRejected.class);
    assertThat(other.getReason()).isEqualTo("COMMAND_ID_INVALID");
    assertThat(other.getRepeated()).isFalse();
  }

  @Test
  void aRestartChangesNoAnswer() {
    Log before = new Log();
    OrderAccepted first = place(before);
    Log after = new Log(Kept.restored(before.state(), 1), before.position());
    OrderAccepted again = after.append(demand("d", "app", "SLOW", 1, 100, 9), OrderAccepted.class);
    assertThat(again).isEqualTo(Records.with(first, "repeated", true));
    assertThat(after.append(demand("d", "app", "SLOW", 2, 100, 9), OrderRejected.class).getReason())
        .isEqualTo("COMMAND_ID_CONFLICT");
    assertThat(after.append(cancelDemand("c", "app", "none"), OrderRejected.class).getRepeated())
        .isTrue();
    assertThat(after.state().openOrders()).hasSize(1);
  }

  /** Without its memories the state would take the same commands for new ones. */
  @Test
  void aRestartThatLosesTheMemoriesWouldBeSeen() {
    Log before = new Log();
    place(before);
    MarketState lost =
        MarketState.restored(
            before.state().head().orElseThrow(),
            List.copyOf(before.state().openOrders()),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Log after = new Log(lost, before.position());
    assertThat(after.append(cancelDemand("c", "app", "none"), OrderRejected.class).getRepeated())
        .isFalse();
  }

  @Test
  void theHorizonIsTheSameThroughRestarts() {
    Log log = new Log();
    log.append(definition("definition"));
    TokenDemand demand = demand("d", "app", "SLOW", 1, 100, 1);
    log.append(demand);
    for (long interval = 0; interval < Commands.MEMORY - 1; interval++) {
      log.append(Commands.gate(interval));
    }
    Log remembers = new Log(Kept.restored(log.state(), 1), log.position());
    assertThat(remembers.append(demand, OrderAccepted.class).getRepeated()).isTrue();
    log.append(Commands.gate(Commands.MEMORY - 1));
    Log forgot = new Log(Kept.restored(log.state(), 1), log.position());
    assertThat(forgot.append(demand, OrderAccepted.class).getRepeated()).isFalse();
    assertThat(forgot.state().openOrders()).hasSize(1);
  }

  private static OrderAccepted place(Log log) {
    log.append(definition("definition"));
    log.append(cancelDemand("c", "app", "none"));
    return log.append(demand("d", "app", "SLOW", 1, 100, 9), OrderAccepted.class);
  }

  private void close(long first, long last) {
    for (long interval = first; interval <= last; interval++) {
      log.append(Commands.gate(interval));
    }
  }
}
