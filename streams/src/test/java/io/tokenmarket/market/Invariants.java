package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Trade;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** What holds of a market whatever is sent to it. */
final class Invariants {
  private final Log log = new Log();
  private final Set<String> accepted = new HashSet<>();
  private final Set<String> open = new HashSet<>();
  private final Map<String, Long> budgets = new HashMap<>();

  /** Runs the commands through a market, and what holds is checked behind each. */
  static void hold(List<Sent> commands) {
    Invariants invariants = new Invariants();
    commands.forEach(invariants::append);
    invariants.replaysToTheSameBytes();
  }

  private void append(Sent sent) {
    SpecificRecord command = sent.command();
    List<SpecificRecord> events = log.append(sent);
    if (command.getSchema().getField("commandId") != null) {
      oneAnswer((GenericRecord) command, events);
    }
    events.forEach(this::follow);
    if (!events.isEmpty() && events.get(0) instanceof Clearing clearing) {
      supplyIsDemand(clearing, events);
    }
    ledgerSumsToZero(events);
    budgetsHold();
    assertThat(log.state().openOrders())
        .extracting(order -> OrderEnds.name(OpenOrders.owner(order), order.getOrderId()))
        .containsExactlyInAnyOrderElementsOf(open);
  }

  private static void oneAnswer(GenericRecord command, List<SpecificRecord> events) {
    assertThat(events)
        .filteredOn(event -> answers((GenericRecord) event, command))
        .singleElement()
        .isSameAs(events.get(0));
  }

  private static boolean answers(GenericRecord event, GenericRecord command) {
    return event.hasField("commandId")
        && event.get("commandId").equals(command.get("commandId"))
        && event.get("participant").equals(command.get("participant"));
  }

  /** An order that was accepted has exactly one last event. */
  private void follow(SpecificRecord event) {
    OrderEnds.accepted(event)
        .ifPresent(
            order -> {
              accepted.add(order);
              assertThat(open.add(order)).as("opened once: %s", order).isTrue();
            });
    OrderEnds.ended(event, open)
        .filter(order -> !(event instanceof OrderRejected rejected && rejected.getRepeated()))
        .ifPresent(order -> assertThat(open.remove(order)).as("ended once: %s", order).isTrue());
    if (event instanceof BudgetDefined defined) {
      budgets.merge(defined.getConsumer(), defined.getNanoDollars(), Math::max);
    }
  }

  static void supplyIsDemand(Clearing clearing, List<SpecificRecord> events) {
    Set<String> offers =
        clearing.getOffers().stream()
            .map(offer -> OrderEnds.name(offer.getFactory(), offer.getOfferId()))
            .collect(Collectors.toSet());
    Map<Boolean, Long> awarded = new HashMap<>();
    Map<String, Long> traded = new HashMap<>();
    for (SpecificRecord event : events) {
      if (event instanceof OrderAwarded award) {
        String order = OrderEnds.name(award.getParticipant(), award.getOrderId());
        awarded.merge(offers.contains(order), award.getLots(), Math::addExact);
      } else if (event instanceof Trade trade) {
        traded.merge(trade.getTier(), trade.getLots(), Math::addExact);
      }
    }
    assertThat(awarded.get(true)).as("made is bought").isEqualTo(awarded.get(false));
    for (TierClearing tier : clearing.getTiers()) {
      assertThat(traded.getOrDefault(tier.getTier(), 0L)).isEqualTo(tier.getLots());
    }
  }

  static void ledgerSumsToZero(List<SpecificRecord> events) {
    Map<Integer, Long> entries = new HashMap<>();
    for (SpecificRecord event : events) {
      if (event instanceof Posting posting) {
        entries.merge(posting.getNumber(), posting.getNanoDollars(), Math::addExact);
      }
    }
    assertThat(entries.values()).allMatch(sum -> sum == 0);
  }

  private void budgetsHold() {
    for (Budget budget : log.state().budgets().all()) {
      assertThat(budget.getSpent()).isLessThanOrEqualTo(budgets.get(budget.getConsumer()));
    }
  }

  private void replaysToTheSameBytes() {
    Log again = new Log();
    log.entries.forEach(again::append);
    assertThat(bytes(again.events)).isEqualTo(bytes(log.events));
    assertThat(again.state().stateHash()).isEqualTo(log.state().stateHash());
  }

  private static List<String> bytes(List<SpecificRecord> events) {
    CanonicalBytes canonical = new CanonicalBytes();
    return events.stream().map(canonical::of).map(HexFormat.of()::formatHex).toList();
  }
}
