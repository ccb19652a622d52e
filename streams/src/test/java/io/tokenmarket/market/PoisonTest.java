package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static io.tokenmarket.market.FaultySolver.BAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that makes the auction throw is found, named and left out. */
class PoisonTest {
  private static final TokenDemand BAD_DEMAND = demand("bad", "app", "SLOW", BAD, 500, 5);

  /** Of so many the market says that each is at fault; of more that none is. */
  private static final int MOST_POISONOUS = 8;

  private final FaultySolver solver = FaultySolver.ofBadOrders();

  @Test
  void aPoisonousOrderIsNamedToItsOwner() {
    OrderRejected answer = poisoned(solver.log()).close(0, OrderRejected.class).get(0);
    assertThat(answer.getMarket()).isEqualTo("eu");
    assertThat(answer.getParticipant()).isEqualTo("app");
    assertThat(answer.getCommandId()).isEqualTo("bad");
    assertThat(answer.getReason()).isEqualTo("POISON");
    assertThat(answer.getDetail()).contains("'bad'").contains("interval 0");
    assertThat(answer.getLogPosition()).isEqualTo(8);
    assertThat(answer.getRepeated()).isFalse();
  }

  @Test
  void theAuctionIsHeldAtTheSameGateWithTheRest() {
    Clearing held = clearingOf(poisoned(solver.log()).append(Commands.gate(0)));
    Log clean = FaultySolver.ofBadOrders().log();
    sound(clean);
    Clearing expected = clearingOf(clean.append(Commands.gate(0)));
    assertThat(held.getTiers()).isEqualTo(expected.getTiers());
    assertThat(held.getOffers()).isEqualTo(expected.getOffers());
    assertThat(held.getTrades()).isEqualTo(expected.getTrades()).isPositive();
    assertThat(held.getGap()).isEqualTo(expected.getGap());
  }

  @Test
  void aBookWithoutPoisonIsClearedOnceAndNobodyIsRejected() {
    Log log = solver.log();
    sound(log);
    assertThat(log.close(0, OrderRejected.class)).isEmpty();
    assertThat(solver.asked()).isEqualTo(1);
  }

  @Test
  void theSameOrdersUnderTheRealSolverAreNoPoison() {
    assertThat(poisoned(Log.open()).close(0, OrderRejected.class)).isEmpty();
  }

  @Test
  void aPoisonousOrderHasLeftTheBook() {
    Log log = poisoned(solver.log());
    log.append(Commands.gate(0));
    assertThat(log.state().order("app", "bad")).isNull();
    int asked = solver.asked();
    assertThat(log.close(1, OrderRejected.class)).isEmpty();
    assertThat(solver.asked()).isEqualTo(asked + 1);
  }

  @Test
  void aPoisonousOrderInItsLastAuctionDoesNotExpireAsWell() {
    Log log = solver.log();
    log.append(demand("bad", "app", "SLOW", BAD, 500, 1));
    List<SpecificRecord> events = log.append(Commands.gate(0));
    assertThat(events).hasExactlyElementsOfTypes(Clearing.class, OrderRejected.class);
  }

  @Test
  void rejectionsStandBetweenAwardsAndExpiries() {
    Log log = solver.log();
    log.append(demand("last", "app", "SLOW", 1, 500, 1));
    poisoned(log);
    List<SpecificRecord> events = log.append(Commands.gate(0));
    assertThat(events.get(0)).isInstanceOf(Clearing.class);
    assertThat(events.subList(events.size() - 2, events.size()))
        .hasExactlyElementsOfTypes(OrderRejected.class, OrderExpired.class);
  }

  @Test
  void ofTwoThatThrowOnlyTogetherTheLaterIsTakenOut() {
    FaultySolver pair = new FaultySolver(book -> book.bids() == 2);
    Log log = pair.log();
    log.append(demand("early", "app", "SLOW", 1, 500, 2));
    log.append(demand("late", "app", "SLOW", 1, 900, 2));
    assertThat(log.close(0, OrderRejected.class))
        .extracting(OrderRejected::getCommandId)
        .containsExactly("late");
    assertThat(log.state().order("app", "early")).isNotNull();
  }

  /** Tried one by one, a thousand orders would take a thousand auctions. */
  @Test
  void aPoisonousOrderIsFoundByBisection() {
    Log log = solver.log();
    for (int k = 0; k < 1_000; k++) {
      log.append(demand("d" + k, "app", "SLOW", k == 777 ? BAD : 1, 500, 2));
    }
    assertThat(log.close(0, OrderRejected.class))
        .extracting(OrderRejected::getCommandId)
        .containsExactly("d777");
    assertThat(solver.asked()).isLessThanOrEqualTo(3 + 10);
  }

  @Test
  void aResentPoisonousOrderIsAnsweredAgainAndDoesNotComeBack() {
    Log log = poisoned(solver.log());
    log.append(Commands.gate(0));
    assertThat(log.append(BAD_DEMAND, OrderAccepted.class).getRepeated()).isTrue();
    assertThat(log.state().order("app", "bad")).isNull();
  }

  @Test
  void whereEvenAnEmptyBookThrowsTheMarketStops() {
    Log log = poisoned(new FaultySolver(book -> true).log());
    List<OpenOrder> before = List.copyOf(log.state().openOrders());
    MarketChanged halted = log.append(Commands.gate(0), MarketChanged.class);
    assertThat(halted.getHalted()).isTrue();
    assertThat(halted.getReason()).isEqualTo("AUCTION_FAILED");
    assertThat(log.state().isHalted()).isTrue();
    assertThat(log.state().openOrders()).containsExactlyElementsOf(before);
  }

  @Test
  void anErrorOfTheMachineIsNoOrdersFault() {
    FaultySolver exhausted =
        new FaultySolver(
            book -> {
              throw new StackOverflowError("of the test");
            });
    Log log = poisoned(exhausted.log());
    assertThatThrownBy(() -> log.append(Commands.gate(0))).isInstanceOf(StackOverflowError.class);
    assertThat(exhausted.asked()).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void exactlyThePoisonousOrdersAreTakenOutAndThePromisesHoldForTheRest(long seed) {
    Log log = solver.log();
    List<String> bad = fill(log, new Random(seed));
    List<OpenOrder> rest =
        log.state().openOrders().stream().filter(o -> !bad.contains(o.getOrderId())).toList();
    List<SpecificRecord> events = log.append(Commands.gate(0));
    assertThat(events)
        .filteredOn(OrderRejected.class::isInstance)
        .extracting(event -> ((OrderRejected) event).getCommandId())
        .isEqualTo(bad)
        .isNotEmpty();
    new PublishedPromises(Commands.definition("any"), rest, events).check();
    assertThat(events).hasAtLeastOneElementOfType(Trade.class);
  }

  @Test
  void theSameLogTakesOutTheSameOrdersWithTheSameBytes() {
    Log first = solver.log();
    fill(first, new Random(9));
    first.append(Commands.gate(0));
    Log again = new Log(state(FaultySolver.ofBadOrders()), 0);
    first.entries.forEach(again::append);
    assertThat(bytes(again.events)).isEqualTo(bytes(first.events));
    assertThat(again.state().stateHash()).isEqualTo(first.state().stateHash());
  }

  /** The stated limit: a replay needs a solver with the same outcomes. */
  @Test
  void aMendedSolverGivesOtherEventsFromThatGateOn() {
    Log first = poisoned(solver.log());
    int before = first.events.size();
    first.append(Commands.gate(0));
    Log mended = new Log();
    first.entries.forEach(mended::append);
    assertThat(mended.events.subList(0, before)).isEqualTo(first.events.subList(0, before));
    assertThat(mended.events.get(before)).isNotEqualTo(first.events.get(before));
  }

  @Test
  void aMendedSolverGoesOnFromTheStoresWithoutTheOrder() {
    Log log = new Log(MarketState.undefined(Commands.MARKET, solver), 0);
    log.append(Commands.definition("definition"));
    poisoned(log);
    log.append(Commands.gate(0));
    Log mended = new Log(Kept.restored(log.state(), 1), log.position());
    assertThat(mended.state().stateHash()).isEqualTo(log.state().stateHash());
    assertThat(bytes(mended.append(Commands.gate(1))))
        .isEqualTo(bytes(log.append(Commands.gate(1))));
  }

  private static MarketState state(FaultySolver solver) {
    return MarketState.undefined(Commands.MARKET, solver);
  }

  /** Two orders that meet, and a poisonous one between them. */
  private static Log poisoned(Log log) {
    log.append(offer("o", "factory", 5, rate("SLOW", 1_000, 200)));
    log.append(BAD_DEMAND);
    log.append(demand("d", "app", "SLOW", 10, 600, 5));
    return log;
  }

  private static void sound(Log log) {
    log.append(offer("o", "factory", 5, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 600, 5));
  }

  /** A few hundred orders; returns the ids of the poisonous ones, in log order. */
  private static List<String> fill(Log log, Random random) {
    List<String> bad = new ArrayList<>();
    int size = 50 + random.nextInt(250);
    for (int k = 0; k < size; k++) {
      boolean poison = bad.size() < MOST_POISONOUS && (k == size / 2 || random.nextInt(40) == 0);
      String id = "k" + k;
      log.append(random.nextInt(4) == 0 ? offered(id, poison, random) : wanted(id, poison, random));
      if (poison) {
        bad.add(id);
      }
    }
    return bad;
  }

  private static SpecificRecord offered(String id, boolean poison, Random random) {
    long ask = poison ? BAD : 100 + 10 * random.nextInt(30);
    return offer(id, "factory", 1, rate("FAST", 400, 300), rate("SLOW", 1_000, ask));
  }

  private static SpecificRecord wanted(String id, boolean poison, Random random) {
    long lots = poison ? BAD : 1 + random.nextInt(30);
    return demand(id, "app", random.nextBoolean() ? "SLOW" : "FAST", lots, 500, 1);
  }

  private static Clearing clearingOf(List<SpecificRecord> events) {
    return (Clearing) events.get(0);
  }

  private static List<String> bytes(List<SpecificRecord> events) {
    CanonicalBytes canonical = new CanonicalBytes();
    return events.stream().map(canonical::of).map(HexFormat.of()::formatHex).toList();
  }
}
