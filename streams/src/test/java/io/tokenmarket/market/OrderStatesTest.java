package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendDemand;
import static io.tokenmarket.market.Commands.amendOffer;
import static io.tokenmarket.market.Commands.budget;
import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.closing;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.halt;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static io.tokenmarket.market.Commands.resume;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/protocol.md, The life of an order: each state, each entry, what follows. */
class OrderStatesTest {
  /** The demand under test, "d", is what the first column says; so is the market. */
  private static Log in(String order, String market, int rulebook) {
    Log log = Log.open(Log.rules().setRulebook(rulebook));
    log.append(offer("o", "factory", 50, rate("SLOW", 1_000, 200)));
    place(log, order);
    switch (market) {
      case "trading" -> {}
      case "closing" -> log.append(closing(log.state().interval() + 1, 0));
      case "halted" -> log.append(halt("h"));
      case "halted while closing" -> {
        log.append(closing(log.state().interval() + 1, 0));
        log.append(halt("h"));
      }
      case "resumed" -> {
        log.append(halt("h"));
        log.append(resume("r"));
      }
      default -> throw new IllegalArgumentException(market);
    }
    return log;
  }

  private static void place(Log log, String order) {
    switch (order) {
      case "never placed" -> {}
      case "open" -> log.append(demand("d", "app", "SLOW", 10, 500, 9));
      case "partly filled" -> {
        log.append(once(100));
        log.append(gate(0));
      }
      case "filled" -> {
        log.append(once(60));
        log.append(gate(0));
      }
      case "expired" -> {
        log.append(demand("d", "app", "SLOW", 10, 500, 1));
        log.append(gate(0));
      }
      case "cancelled" -> {
        log.append(demand("d", "app", "SLOW", 10, 500, 9));
        log.append(cancelDemand("x", "app", "d"));
      }
      case "taken out" -> {
        log.append(demand("d", "app", "SLOW", 10, 500, 9));
        log.append(budget("b", "app", 1));
      }
      default -> throw new IllegalArgumentException(order);
    }
  }

  private static TokenDemand once(long lots) {
    return TokenDemand.newBuilder(demand("d", "app", "SLOW", lots, 500, 9)).setOnce(true).build();
  }

  private static SpecificRecord entry(String name, Log log) {
    long next = log.state().interval() + 1;
    return switch (name) {
      case "place" -> demand("n", "rival", "SLOW", 1, 500, 1);
      case "amend" -> amendDemand("a", "app", "d", 5, 500);
      case "amend as another" -> amendDemand("a", "rival", "d", 5, 500);
      case "amend as an offer" -> amendOffer("a", "app", "d", 5, rate("SLOW", 1_000, 200));
      case "cancel" -> cancelDemand("c", "app", "d");
      case "cancel as another" -> cancelDemand("c", "rival", "d");
      case "cancel as an offer" -> cancelOffer("c", "app", "d");
      case "closing" -> closing(next, 7);
      case "gate" -> gate(next);
      case "halt" -> halt("h2");
      case "resume" -> resume("r2");
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest(name = "{0}, {1}: {2} gives {3}")
  @CsvSource({
    "never placed,  trading,              place,             OrderAccepted",
    "never placed,  closing,              place,             OrderAccepted",
    "never placed,  halted,               place,             MARKET_HALTED",
    "never placed,  resumed,              place,             OrderAccepted",
    "open,          trading,              amend,             OrderAmended",
    "open,          closing,              amend,             NO_CANCEL_PHASE",
    "open,          halted,               amend,             MARKET_HALTED",
    "open,          halted while closing, amend,             MARKET_HALTED",
    "open,          resumed,              amend,             OrderAmended",
    "open,          trading,              amend as another,  NOT_OWNER",
    "open,          trading,              amend as an offer, WRONG_SIDE",
    "open,          trading,              cancel,            OrderCancelled",
    "open,          closing,              cancel,            NO_CANCEL_PHASE",
    "open,          halted,               cancel,            OrderCancelled",
    "open,          halted while closing, cancel,            OrderCancelled",
    "open,          resumed,              cancel,            OrderCancelled",
    "open,          trading,              cancel as another, NOT_OWNER",
    "open,          trading,              cancel as an offer, WRONG_SIDE",
    "partly filled, trading,              amend,             OrderAmended",
    "partly filled, closing,              amend,             NO_CANCEL_PHASE",
    "partly filled, halted,               amend,             MARKET_HALTED",
    "partly filled, trading,              cancel,            OrderCancelled",
    "partly filled, closing,              cancel,            NO_CANCEL_PHASE",
    "partly filled, halted,               cancel,            OrderCancelled",
    "never placed,  trading,              amend,             ORDER_NOT_FOUND",
    "never placed,  trading,              cancel,            ORDER_NOT_FOUND",
    "filled,        trading,              amend,             ORDER_NOT_FOUND",
    "filled,        trading,              cancel,            ORDER_NOT_FOUND",
    "expired,       trading,              amend,             ORDER_NOT_FOUND",
    "expired,       trading,              cancel,            ORDER_NOT_FOUND",
    "cancelled,     trading,              amend,             ORDER_NOT_FOUND",
    "cancelled,     trading,              cancel,            ORDER_NOT_FOUND",
    "taken out,     trading,              amend,             ORDER_NOT_FOUND",
    "taken out,     trading,              cancel,            ORDER_NOT_FOUND",
    "open,          trading,              closing,           IndicativeClearing",
    "open,          closing,              closing,           IndicativeClearing",
    "open,          halted,               closing,           nothing",
    "open,          resumed,              closing,           IndicativeClearing",
    "open,          trading,              gate,              Clearing",
    "open,          closing,              gate,              Clearing",
    "open,          halted,               gate,              nothing",
    "open,          resumed,              gate,              Clearing",
    "open,          trading,              halt,              MarketChanged",
    "open,          halted,               halt,              MarketChanged",
    "open,          halted,               resume,            MarketChanged",
    "open,          trading,              resume,            MarketChanged",
  })
  void theTableHolds(String order, String market, String entry, String expected) {
    for (int rulebook = 0; rulebook <= Rulebook.LAST; rulebook++) {
      Log log = in(order, market, rulebook);
      assertThat(first(log.append(entry(entry, log))))
          .as("rulebook " + rulebook)
          .isEqualTo(inRulebook(rulebook, expected));
    }
  }

  /** An order is its owner's: anybody else knows none of that name. */
  private static String inRulebook(int rulebook, String expected) {
    return rulebook > 0 && expected.equals("NOT_OWNER") ? "ORDER_NOT_FOUND" : expected;
  }

  /** The code of a refusal, else the name of the first event. */
  private static String first(List<SpecificRecord> events) {
    if (events.isEmpty()) {
      return "nothing";
    }
    return events.get(0) instanceof OrderRejected refusal
        ? refusal.getReason()
        : events.get(0).getSchema().getName();
  }

  @ParameterizedTest(name = "seed {0}, rulebook {1}")
  @CsvSource({"1, 0", "2, 0", "3, 0", "4, 0", "1, 1", "2, 1", "3, 1", "4, 1"})
  void everyAcceptedOrderHasOneLastEventAndNothingBehindIt(long seed, int rulebook) {
    LifeCommands commands = new LifeCommands(new Random(seed));
    Log log = Log.open(LifeCommands.rules().setRulebook(rulebook));
    Set<String> ended = new HashSet<>();
    Set<String> accepted = new HashSet<>();
    for (int k = 0; k < 6_000; k++) {
      for (SpecificRecord event : log.append(commands.next())) {
        OrderEnds.accepted(event).ifPresent(accepted::add);
        OrderEnds.named(event).forEach(id -> assertThat(ended).as("%s", event).doesNotContain(id));
        OrderEnds.ended(event, accepted).ifPresent(ended::add);
      }
    }
    List<String> open = new ArrayList<>();
    log.state()
        .openOrders()
        .forEach(order -> open.add(OrderEnds.name(OpenOrders.owner(order), order.getOrderId())));
    accepted.removeAll(ended);
    assertThat(accepted).containsExactlyInAnyOrderElementsOf(open);
    assertThat(ended).hasSizeGreaterThan(100);
  }
}
