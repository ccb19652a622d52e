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
final class CommandDesk {
  private final MarketState state;
  private final Command command;
  private final String signature;
  private final long position;

  CommandDesk(MarketState state, LogEntry entry) {
    this.state = state;
    this.command = Command.of(entry.command());
    state.requireOwn(command.market());
    this.signature = entry.signature();
    this.position = entry.position();
  }

  /**
   * The answer, and behind it what follows from it for other orders. A repetition has no effect, so
   * it needs no signature: that of the first may have expired since, or be of a key before.
   */
  List<SpecificRecord> events() {
    CommandMemory memory = state.memory(command.id());
    if (memory != null && isSame(memory)) {
      return List.of(Repetition.of(memory));
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
        : state.keys().refusal(command, signature, state.lastGate());
  }

  private List<SpecificRecord> firstEvents() {
    Optional<Refusal> misnamed =
        Identity.commandId(command.id())
            .or(() -> Identity.market(command.market()))
            .or(() -> Identity.participant(command.participant()));
    if (misnamed.isPresent()) {
      return List.of(rejected(misnamed.get()));
    }
    return isOpening() ? List.of(opening((MarketDefinition) command.body())) : decided();
  }

  private boolean isOpening() {
    return command.body() instanceof MarketDefinition definition && !definition.getChange();
  }

  private SpecificRecord opening(MarketDefinition definition) {
    Optional<Refusal> refusal =
        state.isDefined()
            ? Refusal.unless(
                Rules.same(definition, state.rules().definition()),
                Reason.MARKET_EXISTS,
                command.market())
            : DefinitionRules.check(definition);
    return refusal.isPresent()
        ? rejected(refusal.get())
        : new MarketDefined(command.market(), command.participant(), command.id(), position, false);
  }

  private List<SpecificRecord> decided() {
    if (!state.isDefined()) {
      return List.of(rejected(Refusal.of(Reason.UNKNOWN_MARKET, command.market())));
    }
    Desk desk = desk();
    Optional<Refusal> refusal = desk.refusal();
    return refusal.isPresent() ? List.of(rejected(refusal.get())) : desk.granted();
  }

  private Desk desk() {
    if (command.body() instanceof DeliveryReported report) {
      return new DeliveryDesk(state, report, position);
    }
    if (KeyDesk.serves(command)) {
      return new KeyDesk(state, command, position);
    }
    return OperatorDesk.serves(command)
        ? new OperatorDesk(state, command, position)
        : new OrderDesk(state, command, position);
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
