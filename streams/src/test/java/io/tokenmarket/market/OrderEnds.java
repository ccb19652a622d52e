package io.tokenmarket.market;

import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** What an event says of the life of an order. Answers that are repeated say nothing new. */
final class OrderEnds {
  private static final Set<String> TAKEN_OUT = Set.of("POISON", "RULES_CHANGED", "BUDGET_EXCEEDED");

  private OrderEnds() {}

  /** Two participants may give their orders the same id. */
  static String name(String participant, String id) {
    return participant + "/" + id;
  }

  static Optional<String> accepted(SpecificRecord event) {
    return event instanceof OrderAccepted accepted && !accepted.getRepeated()
        ? Optional.of(name(accepted.getParticipant(), accepted.getOrderId()))
        : Optional.empty();
  }

  /** The order whose last event this is. */
  static Optional<String> ended(SpecificRecord event, Set<String> accepted) {
    if (event instanceof OrderCancelled cancelled && !cancelled.getRepeated()) {
      return Optional.of(name(cancelled.getParticipant(), cancelled.getOrderId()));
    }
    if (event instanceof OrderFilled filled) {
      return Optional.of(name(filled.getParticipant(), filled.getOrderId()));
    }
    if (event instanceof OrderExpired expired) {
      return Optional.of(name(expired.getParticipant(), expired.getOrderId()));
    }
    return event instanceof OrderRejected rejected
        ? Optional.of(name(rejected.getParticipant(), rejected.getCommandId()))
            .filter(order -> TAKEN_OUT.contains(rejected.getReason()) && accepted.contains(order))
        : Optional.empty();
  }

  /** Orders that the event says something new of. */
  static List<String> named(SpecificRecord event) {
    if (event instanceof OrderAwarded award) {
      return List.of(name(award.getParticipant(), award.getOrderId()));
    }
    if (event instanceof OrderAmended amended && !amended.getRepeated()) {
      return List.of(name(amended.getParticipant(), amended.getOrderId()));
    }
    return accepted(event).or(() -> ended(event, Set.of())).stream().toList();
  }
}
