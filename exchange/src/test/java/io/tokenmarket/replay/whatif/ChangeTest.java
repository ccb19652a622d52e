package io.tokenmarket.replay.whatif;

import static io.tokenmarket.replay.whatif.Recording.MARKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.population.AskRule;
import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** A change reaches every step of an order, and what amends it. */
class ChangeTest {
  private static final List<TierRate> RATES = List.of(new TierRate("MEDIUM", 1L, 1_000L));
  private static final TokenDemand DEMAND =
      TokenDemand.newBuilder(Recording.demand("ada", "bid", "MEDIUM", 10, "5"))
          .setSteps(List.of(new DemandStep(7L, 1L)))
          .build();
  private static final SupplyOffer OFFER =
      SupplyOffer.newBuilder()
          .setCommandId("offer")
          .setMarket(MARKET)
          .setParticipant("hall")
          .setSite("north")
          .setHardware("vera-rubin")
          .setKilowatts(1_000)
          .setRates(RATES)
          .setSteps(List.of(new AskStep(500L, RATES)))
          .setIntervals(1)
          .build();
  private static final Map<String, OpenOrder> ORDERS =
      Map.of(
          "bid", open("bid", DEMAND),
          "offer", open("offer", OFFER));
  private static final Function<CommandName, Optional<OpenOrder>> OPEN =
      name -> Optional.ofNullable(ORDERS.get(name.id()));

  private static OpenOrder open(String id, SpecificRecord terms) {
    return OpenOrder.newBuilder()
        .setMarket(MARKET)
        .setOrderId(id)
        .setLogPosition(0)
        .setLastAuction(1)
        .setTerms(terms)
        .build();
  }

  @Test
  void demandIsScaledStepByStep() {
    TokenDemand scaled = (TokenDemand) one(twice("MEDIUM"), DEMAND);
    assertThat(scaled.getLots()).isEqualTo(20);
    assertThat(scaled.getSteps()).containsExactly(new DemandStep(14L, 1L));
  }

  @Test
  void anAmendmentOfAScaledDemandIsScaled() {
    DemandAmended amended =
        new DemandAmended("a", MARKET, "ada", "bid", 5L, 3L, List.of(new DemandStep(2L, 1L)), -1L);
    DemandAmended scaled = (DemandAmended) one(twice("MEDIUM"), amended);
    assertThat(scaled.getLots()).isEqualTo(10);
    assertThat(scaled.getSteps()).containsExactly(new DemandStep(4L, 1L));
    assertThat(one(twice("HIGH"), amended)).isSameAs(amended);
  }

  @Test
  void anAmendmentOfASwappedOfferIsSwapped() {
    OfferAmended amended =
        new OfferAmended(
            "a", MARKET, "hall", "offer", 9L, RATES, OFFER.getSteps(), List.of(), List.of(), -1L);
    OfferAmended swapped = (OfferAmended) one(swap("north"), amended);
    assertThat(swapped.getKilowatts()).isEqualTo(9);
    assertThat(swapped.getRates()).extracting(TierRate::getTokensPerSecondPerMw).contains(650_000L);
    assertThat(swapped.getSteps().get(0).getRates()).isEqualTo(swapped.getRates());
    assertThat(one(swap("south"), amended)).isSameAs(amended);
  }

  @Test
  void anOfferIsSwappedStepByStep() {
    SupplyOffer swapped = (SupplyOffer) one(swap("north"), OFFER);
    assertThat(swapped.getHardware()).isEqualTo("blackwell");
    assertThat(swapped.getKilowatts()).isEqualTo(1_000);
    assertThat(swapped.getSteps()).containsExactly(new AskStep(500L, swapped.getRates()));
  }

  private static SpecificRecord one(Change change, SpecificRecord command) {
    List<SpecificRecord> changed = change.apply(command, OPEN);
    assertThat(changed).hasSize(1);
    return changed.get(0);
  }

  private static Change twice(String tier) {
    return new DemandScaled(BigDecimal.valueOf(2), Optional.of(tier), Optional.empty());
  }

  private static Change swap(String site) {
    return new HardwareSwapped(
        Recording.RULES,
        site,
        Catalogue.load().hardware("blackwell"),
        (hardware, rates) -> Optional.of(AskRule.totalCost(BigDecimal.ZERO)),
        "");
  }
}
