package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.market.Identity;
import io.tokenmarket.market.Reason;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/**
 * What is refused before the log: a command that cannot be put under a market, or that does not
 * come from whom it names. Everything else is the market's to refuse.
 */
final class Admission {
  private static final long NOT_IN_THE_LOG = -1;

  /** What an operator sends, under the market's name. */
  private static final Set<Class<?>> OPERATOR =
      Set.of(
          MarketDefinition.class,
          MarketHalted.class,
          MarketResumed.class,
          BudgetDefinition.class,
          KeyDefinition.class);

  private final byte[] key;
  private final boolean operator;
  private final String commandId;
  private final String market;
  private final String participant;
  private final String signature;

  /**
   * @param key the record's key, null where it has none
   * @param signature its header, null where it has none
   */
  Admission(byte[] key, GenericRecord command, String signature) {
    this.signature = signature;
    this.key = key;
    this.operator = OPERATOR.contains(command.getClass());
    this.commandId = (String) command.get("commandId");
    this.market = (String) command.get("market");
    this.participant = (String) command.get("participant");
  }

  String market() {
    return market;
  }

  /** The header, null where there is none. */
  String signature() {
    return signature;
  }

  /**
   * A command's own names are in it whole, so its answer can have them whole. A key that names
   * somebody else may be anything, and an answer to a part of it would reach another.
   *
   * @throws UndecodableException where a refusal could reach nobody
   */
  void requireAddressee() throws UndecodableException {
    String addressee = addressee();
    if (!addressee.equals(participant) && !(Identity.isName(addressee) && isKey(addressee))) {
      throw new UndecodableException(
          Cause.NO_ADDRESSEE, "its key is not the participant, nor any name one can have", null);
    }
  }

  /** The answer to a command beyond what its sender may send. */
  OrderRejected tooMany() {
    return refused(Reason.TOO_MANY_COMMANDS, addressee()).orElseThrow();
  }

  /** The answer to a command of a batch beyond what one may hold. */
  OrderRejected batchTooLarge(int commands, int bytes) {
    return refused(Reason.BATCH_TOO_LARGE, commands, bytes).orElseThrow();
  }

  /**
   * The same as {@link #refusal} in a batch, which says itself whose it is and for which market.
   */
  Optional<OrderRejected> refusalIn(CommandBatch batch) {
    if (!participant.equals(batch.getParticipant())) {
      return refused(Reason.IDENTITY_MISMATCH, batch.getParticipant(), participant);
    }
    return market.equals(batch.getMarket())
        ? refusal()
        : refused(Reason.OTHER_MARKET, market, batch.getMarket());
  }

  /** The answer to a command that is refused here, empty where it may enter the log. */
  Optional<OrderRejected> refusal() {
    if (!Identity.fits(commandId)) {
      return refused(Reason.COMMAND_ID_INVALID, Identity.characters(commandId));
    }
    if (!Identity.isName(market)) {
      return refused(Reason.MARKET_INVALID, market);
    }
    if (!Identity.isName(participant)) {
      return refused(Reason.PARTICIPANT_INVALID, participant);
    }
    String named = operator ? market : participant;
    if (!isKey(named)) {
      return refused(Reason.IDENTITY_MISMATCH, key == null ? "" : new String(key, UTF_8), named);
    }
    return isWellFormed() ? Optional.empty() : refused(Reason.SIGNATURE_INVALID, participant);
  }

  /** Whose it is, the market sees: the keys that hold where the command is are its own. */
  private boolean isWellFormed() {
    return signature == null || CommandSignature.parse(signature).isPresent();
  }

  /**
   * Whom the answer reaches: the participant; but where an order's key names somebody else, that
   * one, so that nobody is answered for a command that another sent in their name.
   */
  private String addressee() {
    boolean ownName = operator || key == null || isKey(participant);
    return ownName ? participant : new String(key, UTF_8);
  }

  private Optional<OrderRejected> refused(Reason reason, Object... places) {
    return Optional.of(
        OrderRejected.newBuilder()
            .setMarket(market)
            .setParticipant(addressee())
            .setCommandId(commandId)
            .setReason(reason.name())
            .setDetail(reason.detail(places))
            .setArguments(reason.arguments(places))
            .setLogPosition(NOT_IN_THE_LOG)
            .build());
  }

  private boolean isKey(String name) {
    return Arrays.equals(key, name.getBytes(UTF_8));
  }
}
