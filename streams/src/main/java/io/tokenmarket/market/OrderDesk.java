package io.tokenmarket.market;

import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderFilled;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Decides what participants send: orders, amendments, cancellations. */
final class OrderDesk implements Desk {
  private static final int OPEN_STEPS = 2_000_000;

  private final MarketState state;
  private final Command command;
  private final LogEntry entry;
  private final long position;

  OrderDesk(MarketState state, Command command, LogEntry entry) {
    this.state = state;
    this.command = command;
    this.entry = entry;
    this.position = entry.position();
  }

  @Override
  public Optional<Refusal> refusal() {
    if (command.order() == null) {
      return order();
    }
    return isAmendment() ? amendment() : cancellation();
  }

  @Override
  public List<SpecificRecord> granted() {
    if (command.order() == null) {
      return List.of(accepted());
    }
    return isAmendment() ? amended() : List.of(cancelled());
  }

  private boolean isAmendment() {
    return command.body() instanceof DemandAmended || command.body() instanceof OfferAmended;
  }

  private Optional<Refusal> order() {
    return trading()
        .or(() -> new OrderRules(state.rules()).order(command.body()))
        .or(this::ownName)
        .or(this::notShutOut)
        .or(() -> limits(OpenOrders.opened(state, entry), null))
        .or(() -> Lifetime.notOver(command.body(), state.interval()));
  }

  /** An order may outlive the memory of the command that placed it. */
  private Optional<Refusal> ownName() {
    return Refusal.unless(
        state.order(command.participant(), command.id()) == null,
        Reason.COMMAND_ID_CONFLICT,
        command.id());
  }

  private Optional<Refusal> notShutOut() {
    return Refusal.unless(
        !state.isShutOut(command.participant(), command.id()),
        Reason.ALREADY_CANCELLED,
        command.id());
  }

  /** An auction takes so many steps, whosever they are. */
  private Optional<Refusal> room(OpenOrder order, OpenOrder before) {
    long open = state.positions().lines() - (before == null ? 0 : OpenOrderTotals.lines(before));
    return open + OpenOrderTotals.lines(order) <= OPEN_STEPS
        ? Optional.empty()
        : Refusal.because(Reason.BOOK_FULL, open);
  }

  private Optional<Refusal> trading() {
    return Refusal.unless(!state.isHalted(), Reason.MARKET_HALTED, command.market());
  }

  private Optional<Refusal> amendment() {
    OpenOrder order = state.order(command.participant(), command.order());
    return CancelRules.check(command, order)
        .or(this::trading)
        .or(this::notClosing)
        .or(() -> new OrderRules(state.rules()).order(Amendment.terms(order, command.body())))
        .or(() -> limits(amended(order), order));
  }

  private OpenOrder amended(OpenOrder before) {
    return Amendment.of(before, entry, state.rulebook());
  }

  private Optional<Refusal> cancellation() {
    return CancelRules.check(command, state.order(command.participant(), command.order()))
        .or(() -> state.isHalted() ? Optional.empty() : notClosing());
  }

  private Optional<Refusal> notClosing() {
    return Refusal.unless(
        !state.isClosing(), Reason.NO_CANCEL_PHASE, command.order(), state.closing());
  }

  /**
   * @param before what the order replaces, or null
   */
  private Optional<Refusal> limits(OpenOrder order, OpenOrder before) {
    MarketDefinition rules = state.rules().definition();
    long share = state.rulebook().most(rules.getParticipantSteps());
    return room(order, before)
        .or(() -> state.positions().share(order, before, share))
        .or(() -> state.positions().refusal(order, before, rules))
        .or(() -> budget(order, before));
  }

  private Optional<Refusal> budget(OpenOrder order, OpenOrder before) {
    return state.budgets().isEmpty()
        ? Optional.empty()
        : state.budgets().refusal(order, before, Lifetime.auction(order, state, entry.time()));
  }

  private OrderAccepted accepted() {
    return new OrderAccepted(
        command.market(), command.participant(), command.id(), command.id(), position, false);
  }

  /** What is filled already may be all that is wanted now. */
  private List<SpecificRecord> amended() {
    OpenOrder before = state.order(command.participant(), command.order());
    OrderAmended amended =
        new OrderAmended(
            command.market(),
            command.participant(),
            command.id(),
            command.order(),
            Amendment.keepsPlace(before, command.body(), state.rulebook()),
            position,
            false);
    return Amendment.fills(amended(before)) ? List.of(amended, filled()) : List.of(amended);
  }

  private OrderFilled filled() {
    return new OrderFilled(
        command.market(), command.participant(), command.order(), state.interval(), position);
  }

  private OrderCancelled cancelled() {
    return new OrderCancelled(
        command.market(), command.participant(), command.id(), command.order(), position, false);
  }
}
