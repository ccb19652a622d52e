package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.OpenOrder;

/**
 * What names a command in a market, and the order it placed: its sender and the id that they gave
 * it. Ids belong to the participant, so two may use the same.
 *
 * @param participant empty where the id names it alone, as {@link Rulebook#FIRST} has it
 */
public record CommandName(String participant, String id) {

  /** The order's owner and id, whatever the rulebook: these name it in the market in any case. */
  public static CommandName of(OpenOrder order) {
    return new CommandName(OpenOrders.owner(order), order.getOrderId());
  }

  /** The same of a remembered command. */
  public static CommandName of(CommandMemory memory) {
    return new CommandName(RepeatedAnswer.sender(memory), memory.getCommandId());
  }

  /** As a record has it, but quicker: every command is looked up several times. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CommandName name
        && id.equals(name.id)
        && participant.equals(name.participant);
  }

  @Override
  public int hashCode() {
    return 31 * participant.hashCode() + id.hashCode();
  }

  /** As one text, other than that of every other; a participant's name has no slash. */
  public String text() {
    return participant.isEmpty() ? id : participant + "/" + id;
  }
}
