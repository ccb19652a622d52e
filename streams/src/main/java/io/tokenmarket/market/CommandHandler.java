package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderRejected;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Answers one command. The state is read, not changed. */
final class CommandHandler {
  private final MarketState state;
  private final Command command;
  private final LogEntry entry;
  private final long position;

  CommandHandler(MarketState state, LogEntry entry) {
    this.state = state;
    this.command = Command.of(entry.command());
    state.requireOwn(command.market());
    this.entry = entry;
    this.position = entry.position();
  }

  /**
   * The answer, and behind it what follows from it for other orders. A repetition has no effect, so
   * it needs no signature: that of the first may have expired since, or be of a key before.
   */
  List<SpecificRecord> events() {
    CommandMemory memory = state.memory(command.participant(), command.id());
    if (memory != null && isSame(memory)) {
      return List.of(RepeatedAnswer.of(memory));
    }
    Optional<Refusal> unsigned = unsigned();
    if (unsigned.isPresent()) {
      return List.of(rejected(unsigned.get()));
    }
    return memory == null
        ? firstEvents()
        : List.of(rejected(Refusal.of(Reason.COMMAND_ID_CONFLICT, command.id())));
  }

  private boolean isSame(CommandMemory memory) {
    return memory.getDigest().equals(ByteBuffer.wrap(state.hash().named(command.body())));
  }

  private Optional<Refusal> unsigned() {
    return state.keys().isEmpty()
        ? Optional.empty()
        : state.keys().refusal(command, entry.signature(), state.lastGate());
  }

  private List<SpecificRecord> firstEvents() {
    Optional<Refusal> misnamed =
        Identity.commandId(command.id(), rulebook())
            .or(() -> Identity.market(command.market(), rulebook()))
            .or(() -> Identity.participant(command.participant(), rulebook()));
    if (misnamed.isPresent()) {
      return List.of(rejected(misnamed.get()));
    }
    return isOpening() ? List.of(opening((MarketDefinition) command.body())) : decided();
  }

  /** Of the market, or of the one that the command would open. */
  private Rulebook rulebook() {
    boolean isOpened = !state.isDefined() && isOpening();
    return isOpened
        ? Rulebook.ifKnown((MarketDefinition) command.body()).orElse(Rulebook.FIRST)
        : state.rulebook();
  }

  private boolean isOpening() {
    return command.body() instanceof MarketDefinition definition && !definition.getChange();
  }

  private SpecificRecord opening(MarketDefinition definition) {
    Optional<Refusal> refusal =
        state.isDefined() ? again(definition) : DefinitionRules.check(definition);
    return refusal.isPresent()
        ? rejected(refusal.get())
        : new MarketDefined(command.market(), command.participant(), command.id(), position, false);
  }

  private Optional<Refusal> again(MarketDefinition definition) {
    return (isOperator() ? Optional.<Refusal>empty() : share())
        .or(
            () ->
                Refusal.unless(
                    Rules.same(definition, state.rules().definition()),
                    Reason.MARKET_EXISTS,
                    command.market()));
  }

  private List<SpecificRecord> decided() {
    if (!state.isDefined()) {
      return List.of(rejected(Refusal.of(Reason.UNKNOWN_MARKET, command.market())));
    }
    Desk desk = desk();
    Optional<Refusal> refusal = desk.refusal();
    boolean mayGoBeyond = isOperator() || command.isCancellation() && refusal.isEmpty();
    Optional<Refusal> first = mayGoBeyond ? refusal : share().or(() -> refusal);
    return first.isPresent() ? List.of(rejected(first.get())) : desk.granted();
  }

  private boolean isOperator() {
    return command.participant().equals(state.rules().definition().getParticipant());
  }

  /** What is remembered of one participant is limited: else one could fill a market's memory. */
  private Optional<Refusal> share() {
    int remembered = state.remembered(command.participant());
    long most = state.rulebook().most(state.rules().definition().getParticipantCommands());
    return remembered < most
        ? Optional.empty()
        : Refusal.because(Reason.COMMANDS_SHARE, remembered, command.participant());
  }

  private Desk desk() {
    if (command.body() instanceof DeliveryReported report) {
      return new DeliveryDesk(state, report, position);
    }
    if (KeyDesk.serves(command)) {
      return new KeyDesk(state, command, position);
    }
    return OperatorDesk.serves(command)
        ? new OperatorDesk(state, command, entry)
        : new OrderDesk(state, command, entry);
  }

  private OrderRejected rejected(Refusal refusal) {
    return new OrderRejected(
        command.market(),
        command.participant(),
        command.id(),
        refusal.reason().name(),
        rulebook().detail(refusal),
        position,
        false,
        rulebook().arguments(refusal));
  }
}
