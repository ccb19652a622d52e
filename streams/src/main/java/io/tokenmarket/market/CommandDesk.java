package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Answers one command of a participant. The state is read, not changed. */
final class CommandDesk {
  private static final int OPEN_ORDERS = 2_000_000;

  private final MarketState state;
  private final Command command;
  private final long position;

  CommandDesk(MarketState state, LogEntry entry) {
    this.state = state;
    this.command = Command.of(entry.command());
    state.requireOwn(command.market());
    this.position = entry.position();
  }

  SpecificRecord answer() {
    CommandMemory memory = state.memory(command.id());
    return memory == null ? firstAnswer() : answerTo(memory);
  }

  private SpecificRecord answerTo(CommandMemory memory) {
    ByteBuffer digest = ByteBuffer.wrap(state.hash().named(command.body()));
    return memory.getDigest().equals(digest)
        ? Repetition.of((SpecificRecord) memory.getAnswer())
        : rejected(Refusal.of(Reason.COMMAND_ID_CONFLICT, command.id()));
  }

  private SpecificRecord firstAnswer() {
    Optional<Refusal> refusal = refusal();
    return refusal.isPresent() ? rejected(refusal.get()) : granted();
  }

  private Optional<Refusal> refusal() {
    return Identity.commandId(command.id())
        .or(() -> Identity.market(command.market()))
        .or(() -> Identity.participant(command.participant()))
        .or(this::terms);
  }

  private Optional<Refusal> terms() {
    if (command.body() instanceof MarketDefinition definition) {
      return definition(definition);
    }
    if (!state.isDefined()) {
      return Optional.of(Refusal.of(Reason.UNKNOWN_MARKET, command.market()));
    }
    return command.cancels() == null ? order() : cancellation();
  }

  private Optional<Refusal> definition(MarketDefinition definition) {
    if (!state.isDefined()) {
      return DefinitionRules.check(definition);
    }
    return Refusal.unless(
        Rules.same(definition, state.rules().definition()), Reason.MARKET_EXISTS, command.market());
  }

  private Optional<Refusal> order() {
    OrderRules rules = new OrderRules(state.rules());
    Optional<Refusal> refusal =
        command.body() instanceof SupplyOffer offer
            ? rules.offer(offer)
            : rules.demand((TokenDemand) command.body());
    return refusal.or(this::ownName).or(this::room);
  }

  /** An order may outlive the memory of the command that placed it. */
  private Optional<Refusal> ownName() {
    return Refusal.unless(
        state.order(command.id()) == null, Reason.COMMAND_ID_CONFLICT, command.id());
  }

  private Optional<Refusal> room() {
    int open = state.openOrders().size();
    return Refusal.unless(open < OPEN_ORDERS, Reason.BOOK_FULL, open);
  }

  private Optional<Refusal> cancellation() {
    return CancelRules.check(
        command, state.order(command.cancels()), command.body() instanceof OfferCancelled);
  }

  private SpecificRecord granted() {
    if (command.body() instanceof MarketDefinition) {
      return new MarketDefined(
          command.market(), command.participant(), command.id(), position, false);
    }
    return command.cancels() == null ? accepted() : cancelled();
  }

  private OrderAccepted accepted() {
    return new OrderAccepted(
        command.market(), command.participant(), command.id(), command.id(), position, false);
  }

  private OrderCancelled cancelled() {
    return new OrderCancelled(
        command.market(), command.participant(), command.id(), command.cancels(), position, false);
  }

  private OrderRejected rejected(Refusal refusal) {
    return new OrderRejected(
        command.market(),
        command.participant(),
        command.id(),
        refusal.reason().name(),
        refusal.detail(),
        position,
        false);
  }
}
