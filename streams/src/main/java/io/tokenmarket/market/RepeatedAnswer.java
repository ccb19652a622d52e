package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Keeps the answer to a command, to give it again. */
final class RepeatedAnswer {
  private static final String REPEATED = "repeated";

  private RepeatedAnswer() {}

  /**
   * What is to be remembered of the entry's command.
   *
   * @param digest of the command
   */
  static CommandMemory memory(
      MarketState state, LogEntry entry, byte[] digest, SpecificRecord answer) {
    Command command = Command.of(entry.command());
    boolean first = fitsFirst(answer);
    return new CommandMemory(
        state.market(),
        command.id(),
        ByteBuffer.wrap(digest),
        state.auctions(),
        entry.position(),
        first ? answer : standIn(command, entry.position()),
        first ? null : answer,
        shutOut(state, command, answer));
  }

  /** Whether the memory's first field takes an answer of its kind. */
  private static boolean fitsFirst(SpecificRecord answer) {
    return answer instanceof OrderAccepted
        || answer instanceof OrderRejected
        || answer instanceof OrderCancelled
        || answer instanceof MarketDefined;
  }

  /** The order whose cancellation came, as far as the market remembers, before any such order. */
  private static String shutOut(MarketState state, Command command, SpecificRecord answer) {
    boolean early =
        answer instanceof OrderRejected refusal
            && refusal.getReason().equals(Reason.ORDER_NOT_FOUND.name())
            && command.isCancellation()
            && state.memory(command.participant(), command.order()) == null;
    return early ? state.rulebook().shutOut(command) : "";
  }

  private static OrderAccepted standIn(Command command, long position) {
    return new OrderAccepted(
        command.market(), command.participant(), command.id(), command.id(), position, false);
  }

  /** Who sent the command that is remembered: the answer went to them. */
  static String sender(CommandMemory memory) {
    if (memory.getAnswer() instanceof OrderAccepted accepted) {
      return accepted.getParticipant();
    }
    return (String) ((GenericRecord) memory.getAnswer()).get("participant");
  }

  /**
   * The answer again, marked as such. Everything else stays, the log position too: it says where
   * the command took effect.
   */
  static SpecificRecord of(CommandMemory memory) {
    Object later = memory.getLaterAnswer();
    SpecificRecord answer = (SpecificRecord) (later != null ? later : memory.getAnswer());
    SpecificRecord again = SpecificData.get().deepCopy(answer.getSchema(), answer);
    again.put(answer.getSchema().getField(REPEATED).pos(), true);
    return again;
  }
}
