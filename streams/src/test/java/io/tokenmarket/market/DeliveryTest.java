package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.definition;
import static io.tokenmarket.market.Commands.delivery;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TradeSettled;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Interval 0 sells one trade of 40 lots, 40,000 tokens, at 200 ticks: 8,000 nano-dollars. */
class DeliveryTest {
  private static final long SOLD = 40_000;
  private static final long LARGEST = 4_294_967_296_000L;
  private final Log log = sell(new Log(), settledAfterTwo());

  private static MarketDefinition.Builder settledAfterTwo() {
    return Log.rules().setSettlementIntervals(2).setPenaltyPpm(100_000);
  }

  private static Log sell(Log log, MarketDefinition.Builder rules) {
    log.append(rules.build());
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 40, 200, 1));
    log.append(gate(0));
    return log;
  }

  /** The settlement of the one trade. */
  private TradeSettled settled() {
    log.append(gate(1));
    List<TradeSettled> settled = log.close(2, TradeSettled.class);
    assertThat(settled).hasSize(1);
    return settled.get(0);
  }

  private static Tuple[] postings(Log log) {
    return log.events.stream()
        .filter(Posting.class::isInstance)
        .map(Posting.class::cast)
        .map(p -> tuple(p.getNumber(), p.getCause(), p.getAccount(), p.getNanoDollars()))
        .toArray(Tuple[]::new);
  }

  @Test
  void aFullDeliveryIsPaidAsSold() {
    log.append(delivery("r", "factory", 0, 0, SOLD), DeliveryRecorded.class);
    TradeSettled settled = settled();
    assertThat(settled.getSettledTokens()).isEqualTo(SOLD);
    assertThat(settled.getPaidNanoDollars()).isEqualTo(8_000);
    assertThat(postings(log))
        .containsExactly(
            tuple(0, "PURCHASE", "app", -8_000L),
            tuple(0, "PURCHASE", "factory", 8_000L),
            tuple(1, "FEE", "factory", -160L),
            tuple(1, "FEE", "exchange/fees", 160L));
  }

  /** 1 token of 40,000 is 0.2 nano-dollars; the tenth of it, 0.02, is what the penalty adds. */
  @Test
  void aShortfallIsNotPaidAndCostsThePenalty() {
    log.append(delivery("r", "factory", 0, 0, 29_999));
    TradeSettled settled = settled();
    assertThat(settled.getPaidNanoDollars()).as("floor(5,999.8)").isEqualTo(5_999);
    assertThat(settled.getFeeNanoDollars()).as("floor(119.98)").isEqualTo(119);
    assertThat(settled.getPenaltyNanoDollars()).as("floor(200.02)").isEqualTo(200);
    assertThat(postings(log))
        .endsWith(tuple(2, "PENALTY", "factory", -200L), tuple(2, "PENALTY", "app", 200L));
  }

  @Test
  void whatIsNotReportedIsNotDelivered() {
    TradeSettled settled = settled();
    assertThat(settled.getDeliveredTokens()).isZero();
    assertThat(postings(log))
        .containsExactly(tuple(0, "PENALTY", "factory", -800L), tuple(0, "PENALTY", "app", 800L));
  }

  @Test
  void anOverrunIsNotPaid() {
    log.append(delivery("r", "factory", 0, 0, LARGEST), DeliveryRecorded.class);
    TradeSettled settled = settled();
    assertThat(settled.getDeliveredTokens()).isEqualTo(LARGEST);
    assertThat(settled.getSettledTokens()).isEqualTo(SOLD);
    assertThat(settled.getPaidNanoDollars()).isEqualTo(8_000);
    assertThat(settled.getPenaltyNanoDollars()).isZero();
  }

  @Test
  void theLargestTradeIsSettledExactly() {
    Log large = new Log();
    large.append(
        settledAfterTwo()
            .setPenaltyPpm(1_000_000)
            .setPriceStep(1)
            .setTiers(
                List.of(
                    new io.tokenmarket.schemas.TierDefinition(
                        "SLOW", 50L, 32_000L, 0L, (1L << 30) - 1, 0L)))
            .build());
    large.append(offer("o", "factory", 100_000_000, 1, rate("SLOW", 715_827, (1L << 30) - 1)));
    large.append(demand("d", "app", "SLOW", 1L << 32, (1L << 30) - 1, 1));
    large.append(gate(0));
    List<TradeSettled> settled = large.close(2, TradeSettled.class);
    assertThat(settled)
        .singleElement()
        .satisfies(
            s ->
                assertThat(s.getPenaltyNanoDollars())
                    .isEqualTo(s.getLots() * ((1L << 30) - 1))
                    .isGreaterThan(1L << 61));
  }

  @Test
  void theFirstGateBehindTheWindowSettlesWhereIntervalsAreSkipped() {
    log.append(delivery("r", "factory", 0, 0, SOLD));
    assertThat(log.close(1, TradeSettled.class)).isEmpty();
    assertThat(log.close(7, TradeSettled.class)).hasSize(1);
    assertThat(log.close(8, TradeSettled.class)).isEmpty();
  }

  /** To a market with one trade of interval 0 that waits; interval -1 never was. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(delivery("c", "factory", 0, 1, 1), Reason.UNKNOWN_TRADE),
        arguments(delivery("c", "factory", 0, -1, 1), Reason.UNKNOWN_TRADE),
        arguments(delivery("c", "factory", 1, 0, 1), Reason.UNKNOWN_TRADE),
        arguments(delivery("c", "factory", Long.MAX_VALUE, 0, 1), Reason.UNKNOWN_TRADE),
        arguments(delivery("c", "factory", Long.MIN_VALUE, 0, 1), Reason.UNKNOWN_TRADE),
        arguments(delivery("c", "factory", 0, 0, -1), Reason.TOKENS_OUT_OF_RANGE),
        arguments(delivery("c", "factory", 0, 0, LARGEST + 1), Reason.TOKENS_OUT_OF_RANGE),
        arguments(delivery("c", "rival", 0, 0, 1), Reason.NOT_SELLER),
        arguments(delivery("c", "app", 0, 0, 1), Reason.NOT_SELLER));
  }

  @ParameterizedTest
  @MethodSource
  void refusals(SpecificRecord report, Reason expected) {
    assertThat(log.refused(report)).isEqualTo(expected);
  }

  @Test
  void aReportBehindTheSettlementIsLate() {
    settled();
    assertThat(log.refused(delivery("c", "factory", 0, 0, SOLD))).isEqualTo(Reason.DELIVERY_LATE);
  }

  @Test
  void theFirstReportOfATradeCounts() {
    log.append(delivery("r", "factory", 0, 0, 39_000), DeliveryRecorded.class);
    DeliveryReported more = delivery("other", "factory", 0, 0, SOLD);
    assertThat(log.refused(more)).isEqualTo(Reason.DELIVERY_CONFLICT);
    log.append(delivery("again", "factory", 0, 0, 39_000), DeliveryRecorded.class);
    assertThat(settled().getSettledTokens()).isEqualTo(39_000);
  }

  @Test
  void aResentReportIsAnsweredAgainEvenBehindTheSettlement() {
    DeliveryReported report = delivery("r", "factory", 0, 0, SOLD);
    log.append(report, DeliveryRecorded.class);
    settled();
    assertThat(log.append(report, DeliveryRecorded.class).getRepeated()).isTrue();
  }

  @Test
  void aNettedTradeIsSettledFreeOfFee() {
    Log own = new Log();
    own.append(settledAfterTwo().setNetOwnTrades(true).build());
    own.append(offer("o", "both", 1, rate("SLOW", 1_000, 200)));
    own.append(demand("d", "both", "SLOW", 40, 200, 1));
    own.append(gate(0));
    own.append(delivery("r", "both", 0, 0, SOLD));
    own.append(gate(2));
    assertThat(postings(own))
        .containsExactly(
            tuple(0, "PURCHASE", "both", -8_000L), tuple(0, "PURCHASE", "both", 8_000L));
  }

  /** The new rules replace the old with the very gate whose trades they must not touch. */
  @Test
  void aTradeIsSettledByTheRulesOfItsAuction() {
    Log changed = new Log();
    changed.append(settledAfterTwo().build());
    changed.append(offer("o", "factory", 2, rate("SLOW", 1_000, 200)));
    changed.append(demand("d", "app", "SLOW", 40, 200, 2));
    changed.append(
        MarketDefinition.newBuilder(definition("change")).setChange(true).setFeePpm(0).build());
    changed.append(gate(0));
    changed.append(gate(1));
    assertThat(changed.close(9, TradeSettled.class))
        .extracting(TradeSettled::getInterval, TradeSettled::getPenaltyNanoDollars)
        .containsExactly(tuple(0L, 800L));
  }

  @Test
  void aMarketThatIsHaltedTakesReportsAndSettlesBehindTheHalt() {
    log.append(Commands.halt("h"));
    log.append(delivery("r", "factory", 0, 0, SOLD), DeliveryRecorded.class);
    assertThat(log.close(2, TradeSettled.class)).isEmpty();
    log.append(Commands.resume("go"));
    assertThat(log.close(3, TradeSettled.class))
        .extracting(TradeSettled::getSettledTokens)
        .containsExactly(SOLD);
  }

  @Test
  void whatWaitsSurvivesARestart() {
    log.append(delivery("r", "factory", 0, 0, 39_000));
    Log after = new Log(Kept.restored(log.state(), 1), log.position());
    assertThat(after.state().stateHash()).isEqualTo(log.state().stateHash());
    assertThat(after.append(gate(2))).isEqualTo(log.append(gate(2)));
  }

  @Test
  void onlyIntervalsThatWaitAreKept() {
    for (long interval = 1; interval < 50; interval++) {
      log.append(offer("o" + interval, "factory", 1, rate("SLOW", 1_000, 200)));
      log.append(demand("d" + interval, "app", "SLOW", 40, 200, 1));
      log.append(gate(interval));
      assertThat(log.state().unsettled().due(Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(2);
    }
  }

  @Test
  void aMarketWithoutAWindowSettlesAsSold() {
    Log plain = new Log();
    sell(plain, Log.rules());
    assertThat(plain.refused(delivery("c", "factory", 0, 0, SOLD))).isEqualTo(Reason.UNKNOWN_TRADE);
    plain.append(gate(5));
    assertThat(plain.events).noneMatch(event -> event instanceof TradeSettled);
    assertThat(postings(plain)).isEmpty();
  }
}
