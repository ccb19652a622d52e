package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Keeps the answer to a command, to give it again. */
final class Repetition {
  private static final String REPEATED = "repeated";

  /** The kinds of answer that the memory's first field takes. */
  private static final Set<Class<?>> FIRST =
      Set.of(OrderAccepted.class, OrderRejected.class, OrderCancelled.class, MarketDefined.class);

  private Repetition() {}

  /**
   * What is to be remembered of the entry's command.
   *
   * @param digest of the command
   */
  static CommandMemory memory(
      MarketState state, LogEntry entry, byte[] digest, SpecificRecord answer) {
    Command command = Command.of(entry.command());
    boolean first = FIRST.contains(answer.getClass());
    return new CommandMemory(
        state.market(),
        command.id(),
        ByteBuffer.wrap(digest),
        state.auctions(),
        entry.position(),
        first ? answer : standIn(command, entry.position()),
        first ? null : answer);
  }

  private static OrderAccepted standIn(Command command, long position) {
    return new OrderAccepted(
        command.market(), command.participant(), command.id(), command.id(), position, false);
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
