package io.tokenmarket.market;

import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.KeyDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decides about keys. The operator gives one to anybody; a participant replaces their own, and that
 * they have signed with it was checked before, as of every command.
 */
final class KeyDesk implements Desk {
  private final MarketState state;
  private final Command command;
  private final long position;

  KeyDesk(MarketState state, Command command, long position) {
    this.state = state;
    this.command = command;
    this.position = position;
  }

  static boolean serves(Command command) {
    return command.body() instanceof KeyDefinition || command.body() instanceof KeyChanged;
  }

  @Override
  public Optional<Refusal> refusal() {
    return sender().or(() -> Identity.participant(owner(), state.rulebook())).or(this::key);
  }

  private Optional<Refusal> key() {
    return publicKey() == null
        ? Optional.empty()
        : SigningKeys.invalid(publicKey(), state.rulebook());
  }

  private Optional<Refusal> sender() {
    return command.body() instanceof KeyDefinition
        ? OperatorDesk.stranger(state, command)
        : Refusal.unless(
            state.keys().has(owner()), Reason.NO_SIGNING_KEY, owner(), command.market());
  }

  private String owner() {
    return command.body() instanceof KeyDefinition definition
        ? definition.getOwner()
        : command.participant();
  }

  private String publicKey() {
    return command.body() instanceof KeyDefinition definition
        ? definition.getPublicKey()
        : ((KeyChanged) command.body()).getPublicKey();
  }

  @Override
  public List<SpecificRecord> granted() {
    return List.of(
        new KeyDefined(
            command.market(),
            command.participant(),
            command.id(),
            owner(),
            publicKey(),
            position,
            false));
  }
}
