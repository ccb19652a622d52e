package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendDemand;
import static io.tokenmarket.market.Commands.amendOffer;
import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the market limits besides budgets. */
class LimitsTest {
  private final Log log = Log.open(Log.rules().setPositionLots(100).setPositionKilowatts(1_500));

  @Test
  void aParticipantsDemandsTogetherStayWithinHisPosition() {
    log.append(demand("d1", "app", "SLOW", 60, 500, 9), OrderAccepted.class);
    assertThat(log.refused(demand("d2", "app", "FAST", 41, 500, 9)))
        .isEqualTo(Reason.POSITION_LIMIT);
    log.append(demand("d3", "app", "FAST", 40, 500, 9), OrderAccepted.class);
    log.append(demand("d4", "rival", "FAST", 100, 500, 9), OrderAccepted.class);
  }

  @Test
  void whatLeavesTheBookFreesThePosition() {
    log.append(demand("d1", "app", "SLOW", 100, 500, 9));
    log.append(cancelDemand("c", "app", "d1"));
    log.append(demand("d2", "app", "SLOW", 100, 500, 1), OrderAccepted.class);
    log.append(Commands.gate(0));
    log.append(demand("d3", "app", "SLOW", 100, 500, 1), OrderAccepted.class);
  }

  @Test
  void anAmendmentIsCountedAnew() {
    log.append(demand("d", "app", "SLOW", 100, 500, 9));
    assertThat(log.refused(amendDemand("a", "app", "d", 101, 500)))
        .isEqualTo(Reason.POSITION_LIMIT);
    log.append(amendDemand("b", "app", "d", 99, 500), OrderAmended.class);
  }

  @Test
  void aFactorysOffersTogetherStayWithinItsPosition() {
    log.append(offer("o1", "factory", 9, rate("SLOW", 1_000, 200)), OrderAccepted.class);
    assertThat(log.refused(offer("o2", "factory", 501, 9, rate("SLOW", 1_000, 200))))
        .isEqualTo(Reason.POSITION_LIMIT);
    log.append(offer("o3", "factory", 500, 9, rate("SLOW", 1_000, 200)), OrderAccepted.class);
    assertThat(log.refused(amendOffer("a", "factory", "o3", 501, rate("SLOW", 1_000, 200))))
        .isEqualTo(Reason.POSITION_LIMIT);
    log.append(cancelOffer("c", "factory", "o1"));
    log.append(offer("o4", "factory", 9, rate("SLOW", 1_000, 200)), OrderAccepted.class);
  }

  @Test
  void aPositionHoldsAcrossARestart() {
    Log before = new Log();
    before.append(Log.rules().setPositionLots(100).build());
    before.append(demand("d1", "app", "SLOW", 60, 500, 9));
    Log after = new Log(Kept.restored(before.state(), 1), before.position());
    assertThat(after.refused(demand("d2", "app", "SLOW", 41, 500, 9)))
        .isEqualTo(Reason.POSITION_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "hardware"})
  void namesThatOnlyDescribeAreLimitedToo(String field) {
    SupplyOffer offer = offer("o", "factory", 9, rate("SLOW", 1_000, 200));
    log.append(Records.with(offer, field, "x".repeat(200)), OrderAccepted.class);
    assertThat(log.refused(Records.with(named(offer), field, "x".repeat(201))))
        .isEqualTo(Reason.NAME_TOO_LONG);
  }

  private static SupplyOffer named(SupplyOffer offer) {
    return Records.with(offer, "commandId", "p");
  }

  /** The longest names there may be, four bytes a character; every tier runs. */
  @Test
  void aClearingOfAllOffersThatAreTakenFitsARecord() {
    String longest = "\uD83D\uDE00".repeat(99);
    Log full = new Log();
    List<String> tiers = IntStream.range(0, 16).mapToObj(t -> longest + t).toList();
    full.append(Commands.definition("definition", tiers.stream().map(Commands::tier).toList()));
    TierRate[] rates = tiers.stream().map(tier -> rate(tier, 1_000, 200)).toArray(TierRate[]::new);
    SupplyOffer offer =
        SupplyOffer.newBuilder(offer("o", longest, 1, rates))
            .setSite(longest)
            .setHardware(longest)
            .build();
    int taken = 0;
    while (full.append(Records.with(offer, "commandId", longest + taken)).get(0)
        instanceof OrderAccepted) {
      taken++;
    }
    assertThat(full.refused(Records.with(offer, "commandId", "next")))
        .isEqualTo(Reason.OFFERS_FULL);
    assertThat(taken).isGreaterThan(1_000);
    Clearing clearing = full.close(0, Clearing.class).get(0);
    assertThat(new CanonicalBytes().of(clearing)).hasSizeLessThan(15 << 20);
    assertThat(full.state().openOrders()).extracting(OpenOrder::getOrderId).isEmpty();
  }
}
