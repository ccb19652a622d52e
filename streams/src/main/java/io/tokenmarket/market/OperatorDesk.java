package io.tokenmarket.market;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Decides what the operator of a market sends: other rules, halts, budgets. */
final class OperatorDesk implements Desk {
  private final MarketState state;
  private final Command command;
  private final long position;
  private final long time;

  OperatorDesk(MarketState state, Command command, LogEntry entry) {
    this.state = state;
    this.command = command;
    this.position = entry.position();
    this.time = entry.time();
  }

  static boolean serves(Command command) {
    return command.body() instanceof MarketDefinition
        || command.body() instanceof MarketHalted
        || command.body() instanceof MarketResumed
        || command.body() instanceof BudgetDefinition;
  }

  @Override
  public Optional<Refusal> refusal() {
    MarketDefinition rules = state.rules().definition();
    Optional<Refusal> stranger = stranger(state, command);
    if (stranger.isPresent()) {
      return stranger;
    }
    if (command.body() instanceof MarketDefinition definition) {
      return DefinitionRules.check(definition)
          .or(() -> DefinitionRules.checkChange(definition, rules));
    }
    return command.body() instanceof BudgetDefinition budget ? budget(budget) : Optional.empty();
  }

  /** The refusal of a sender who did not define the market. */
  static Optional<Refusal> stranger(MarketState state, Command command) {
    return Refusal.unless(
        command.participant().equals(state.rules().definition().getParticipant()),
        Reason.NOT_OPERATOR,
        command.participant(),
        command.market());
  }

  /** An order that is taken out is named by its id, which must not be that of the command. */
  private Optional<Refusal> budget(BudgetDefinition budget) {
    return BudgetRules.check(budget, state.rulebook())
        .or(
            () ->
                Refusal.unless(
                    state.order(command.participant(), command.id()) == null,
                    Reason.COMMAND_ID_CONFLICT,
                    command.id()));
  }

  @Override
  public List<SpecificRecord> granted() {
    if (command.body() instanceof BudgetDefinition definition) {
      return defined(BudgetRules.budget(definition, position, state));
    }
    boolean changing = state.isChanging() || command.body() instanceof MarketDefinition;
    return List.of(
        new MarketChanged(
            command.market(),
            command.participant(),
            command.id(),
            isHalted(),
            changing,
            position,
            false,
            "",
            List.of(),
            ""));
  }

  private boolean isHalted() {
    return command.body() instanceof MarketHalted
        || state.isHalted() && !(command.body() instanceof MarketResumed);
  }

  private List<SpecificRecord> defined(Budget budget) {
    List<SpecificRecord> events = new ArrayList<>();
    events.add(
        new BudgetDefined(
            command.market(),
            command.participant(),
            command.id(),
            budget.getConsumer(),
            budget.getNanoDollars(),
            position,
            false));
    Reservations left = new Reservations();
    left.allow(budget);
    for (OpenOrder order : state.openOrders()) {
      left.refusal(order, order.getFilled(), Lifetime.auction(order, state, time))
          .ifPresent(refusal -> events.add(takenOut(order, refusal)));
    }
    return events;
  }

  private OrderRejected takenOut(OpenOrder order, Refusal refusal) {
    return TakenOut.event(order, refusal, position, state.rulebook());
  }
}
