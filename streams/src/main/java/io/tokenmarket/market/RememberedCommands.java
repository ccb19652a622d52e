package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import java.util.HashMap;
import java.util.Map;

/** The commands that a market remembers, in log order, and what follows from them. */
final class RememberedCommands {
  private final Ledger<CommandName, CommandMemory> ledger;

  /** By sender, how many of theirs. */
  private final Map<String, Integer> counts = new HashMap<>();

  /** By order, how many cancellations came before it. */
  private final Map<CommandName, Integer> shutOut = new HashMap<>();

  RememberedCommands(RecordHash hash, Rulebook rulebook) {
    ledger = new Ledger<>(memory -> rulebook.digest(hash, memory));
  }

  Ledger<CommandName, CommandMemory> ledger() {
    return ledger;
  }

  /** What is remembered under this name, or null. */
  CommandMemory get(CommandName name) {
    return ledger.get(name);
  }

  /** How many commands of the participant are remembered. */
  int of(String participant) {
    return counts.getOrDefault(participant, 0);
  }

  /** Whether a cancellation came before the order. */
  boolean shutsOut(CommandName order) {
    return shutOut.containsKey(order);
  }

  void add(CommandName name, CommandMemory memory) {
    ledger.add(name, memory);
    count(memory, 1);
  }

  /** Whether the one that is first in the log came when no more auctions were held. */
  boolean hasOneOf(long auction) {
    return ledger.size() > 0 && ledger.first().getAuction() <= auction;
  }

  CommandMemory first() {
    return ledger.first();
  }

  CommandMemory remove(CommandName name) {
    CommandMemory memory = ledger.remove(name);
    count(memory, -1);
    return memory;
  }

  private void count(CommandMemory memory, int change) {
    String sender = RepeatedAnswer.sender(memory);
    count(counts, sender, change);
    if (!memory.getCancelledOrder().isEmpty()) {
      count(shutOut, new CommandName(sender, memory.getCancelledOrder()), change);
    }
  }

  /** What is counted to nothing takes no memory. */
  private static <K> void count(Map<K, Integer> counts, K key, int change) {
    counts.merge(key, change, (a, b) -> a + b == 0 ? null : (Integer) (a + b));
  }
}
