package io.tokenmarket.producers.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.demand.AppDemand;
import io.tokenmarket.producers.demand.BuyingRule;
import io.tokenmarket.producers.demand.DemandSource;
import io.tokenmarket.producers.demand.SyntheticDemand;
import io.tokenmarket.producers.demand.Trace;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final MarketDefinition MARKET = market();
  private static final BuyingRule MEDIUM_ONLY =
      new BuyingRule(1, Map.of("MEDIUM", 1L), 0.3, BigDecimal.ZERO, BigDecimal.ONE);

  @Test
  void aFactoryOffersWhatItsHardwareMakesAtItsCost() {
    Population population = population(List.of(factory("hall-1", "blackwell")), List.of());
    SupplyOffer offer = (SupplyOffer) population.commands(5).get(0);
    assertThat(offer.getCommandId()).isEqualTo("hall-1@5");
    assertThat(offer.getParticipant()).isEqualTo("hall-1");
    assertThat(offer.getMarket()).isEqualTo("here");
    assertThat(offer.getHardware()).isEqualTo("blackwell");
    assertThat(offer.getKilowatts()).isEqualTo(40_000);
    assertThat(offer.getIntervals()).isEqualTo(1);
    assertThat(offer.getRates())
        .containsExactly(
            new TierRate("FREE", 730_000L, 440_000L),
            new TierRate("MEDIUM", 650_000L, 500_000L),
            new TierRate("HIGH", 200_000L, 1_610_000L),
            new TierRate("PREMIUM", 20_000L, 16_050_000L));
  }

  /** All recipes of a tier ask what the tier costs where the pods make nothing else. */
  @Test
  void aFactoryOfPodsOffersTwoPoolsAndItsRecipes() {
    Population population = population(List.of(factory("hall", "vera-rubin-lpx-pods")), List.of());
    SupplyOffer offer = (SupplyOffer) population.commands(0).get(0);
    assertThat(offer.getRates()).isEmpty();
    assertThat(offer.getKilowatts()).isEqualTo(40_000);
    assertThat(offer.getPools())
        .containsExactly(new Pool("rubin", 30_000L), new Pool("lpx", 10_000L));
    assertThat(offer.getRecipes())
        .containsExactly(
            new Recipe("FREE", 300_000L, List.of(1_630_000L, 0L)),
            new Recipe("MEDIUM", 310_000L, List.of(1_600_000L, 0L)),
            new Recipe("HIGH", 700_000L, List.of(700_000L, 0L)),
            new Recipe("PREMIUM", 530_000L, List.of(190_000L, 0L)),
            new Recipe("PREMIUM", 530_000L, List.of(933_334L, 2_800_000L)),
            new Recipe("ULTRA", 2_040_000L, List.of(933_334L, 720_000L)));
  }

  @Test
  void aRecipeOfATierThatCostsMoreThanItsCapIsNotOffered() {
    AskRule dear = AskRule.stated(Map.of("HIGH", BigDecimal.ONE), BigDecimal.ZERO);
    Factory hall = new Factory("hall", "north", CATALOGUE.hardware("vera-rubin-lpx-pods"), 4, dear);
    SupplyOffer offer = (SupplyOffer) population(List.of(hall), List.of()).commands(0).get(0);
    assertThat(offer.getRecipes()).extracting(Recipe::getTier).containsExactly("HIGH");
  }

  @Test
  void tooLittlePowerForBothPoolsIsNotOffered() {
    AskRule cost = AskRule.totalCost(BigDecimal.ZERO);
    Factory hall = new Factory("hall", "north", CATALOGUE.hardware("vera-rubin-lpx-pods"), 3, cost);
    assertThat(population(List.of(hall), List.of()).commands(0)).isEmpty();
  }

  @Test
  void aTierThatCostsMoreThanItsCapIsNotOffered() {
    Factory hopper = factory("old", "hopper");
    SupplyOffer offer = (SupplyOffer) population(List.of(hopper), List.of()).commands(0).get(0);
    assertThat(offer.getRates()).extracting(TierRate::getTier).containsExactly("FREE");
  }

  @Test
  void hardwareThatIsPaidForAsksItsElectricity() {
    AskRule energy = AskRule.energy(new BigDecimal(70), BigDecimal.ZERO);
    Factory hopper = new Factory("old", "north", CATALOGUE.hardware("hopper"), 1_000, energy);
    SupplyOffer offer = (SupplyOffer) population(List.of(hopper), List.of()).commands(0).get(0);
    assertThat(offer.getRates().get(0)).isEqualTo(new TierRate("FREE", 157_000L, 130_000L));
  }

  @Test
  void demandIsTheWindowsTokensForTheLengthOfTheInterval() {
    Apps apps = new Apps(trace(599_999), MEDIUM_ONLY);
    TokenDemand demand = (TokenDemand) population(List.of(), List.of(apps)).commands(0).get(0);
    assertThat(demand.getLots()).isEqualTo(59);
    assertThat(demand.getCommandId()).isEqualTo("app@0");
    assertThat(demand.getParticipant()).isEqualTo("app");
    assertThat(demand.getTier()).isEqualTo("MEDIUM");
    assertThat(demand.getIntervals()).isEqualTo(1);
  }

  @Test
  void demandIsScaledExactly() {
    Apps apps = new Apps("x-", trace(600_000), MEDIUM_ONLY, new BigDecimal("0.1"));
    TokenDemand demand = (TokenDemand) population(List.of(), List.of(apps)).commands(0).get(0);
    assertThat(demand.getLots()).isEqualTo(6);
    assertThat(demand.getParticipant()).isEqualTo("x-app");
  }

  @Test
  void anAppWithLessThanALotSendsNothing() {
    Apps apps = new Apps(trace(9_999), MEDIUM_ONLY);
    assertThat(population(List.of(), List.of(apps)).commands(0)).isEmpty();
  }

  @Test
  void theSourceBeginsAgainAfterItsLastWindow() {
    Apps apps = new Apps(trace(600_000, 1_200_000), MEDIUM_ONLY);
    Population population = population(List.of(), List.of(apps));
    assertThat(List.of(lots(population, 1), lots(population, 2), lots(population, 1_000_001)))
        .containsExactly(120L, 60L, 120L);
  }

  @Test
  void theSameIntervalAskedAgainGivesTheSameCommands() {
    Population one = quickstart();
    List<SpecificRecord> first = one.commands(17);
    one.commands(18);
    assertThat(one.commands(17)).isEqualTo(first);
    assertThat(quickstart().commands(17)).isEqualTo(first);
  }

  @Test
  void everyPriceStandsOnTheGridOfTheMarket() {
    for (SpecificRecord command : quickstart().commands(3)) {
      if (command instanceof SupplyOffer offer) {
        assertThat(offer.getRates()).allMatch(rate -> rate.getAsk() % MARKET.getPriceStep() == 0);
      } else {
        assertThat(((TokenDemand) command).getLimitPrice() % MARKET.getPriceStep()).isZero();
      }
    }
  }

  @Test
  void twoParticipantsOfOneNameAreRefused() {
    Factory twin = factory("twin", "blackwell");
    assertThatThrownBy(() -> population(List.of(twin, twin), List.of()))
        .hasMessageContaining("two participants are called 'twin'");
    Apps apps = new Apps(trace(1), MEDIUM_ONLY);
    assertThatThrownBy(() -> population(List.of(), List.of(apps, apps)))
        .hasMessageContaining("'app'");
  }

  @Test
  void aNameWithASlashIsRefused() {
    assertThatThrownBy(() -> population(List.of(factory("a/b", "blackwell")), List.of()))
        .hasMessageContaining("without a slash");
  }

  @Test
  void aTierTheMarketHasNotIsRefused() {
    BuyingRule rule = new BuyingRule(1, Map.of("TURBO", 1L), 0.3, BigDecimal.ZERO, BigDecimal.ONE);
    assertThatThrownBy(() -> population(List.of(), List.of(new Apps(trace(1), rule))))
        .hasMessageContaining("tier 'TURBO'");
  }

  @Test
  void aFactoryThatCanSellNothingIsRefused() {
    AskRule absurd = (hardware, tier) -> new BigDecimal(1_000);
    Factory dear = new Factory("dear", "north", CATALOGUE.hardware("hopper"), 1, absurd);
    assertThatThrownBy(() -> population(List.of(dear), List.of()))
        .hasMessageContaining("factory 'dear' makes no tier");
  }

  @Test
  void moreThanAnOrderMayHoldIsRefusedBeforeTheMarketOpens() {
    Apps apps = new Apps("", trace(600_000), MEDIUM_ONLY, new BigDecimal("1e9"));
    assertThatThrownBy(() -> population(List.of(), List.of(apps)))
        .hasMessageContaining("lower the scale");
  }

  @Test
  void aScaleOfNothingIsRefused() {
    assertThatThrownBy(() -> new Apps("", trace(1), MEDIUM_ONLY, BigDecimal.ZERO))
        .hasMessageContaining("scale");
  }

  private static long lots(Population population, long interval) {
    return ((TokenDemand) population.commands(interval).get(0)).getLots();
  }

  private static Population quickstart() {
    Apps apps = new Apps(SyntheticDemand.quickstart(7, 100_000_000), BuyingRule.standard(7));
    return population(
        List.of(factory("old", "hopper"), factory("new", "vera-rubin-lpx")), List.of(apps));
  }

  private static Population population(List<Factory> factories, List<Apps> apps) {
    return new Population(MARKET, factories, apps);
  }

  private static Factory factory(String name, String hardware) {
    AskRule cost = AskRule.totalCost(new BigDecimal("0.10"));
    return new Factory(name, "north", CATALOGUE.hardware(hardware), 40_000, cost);
  }

  /** One app's tokens, in windows of ten minutes. */
  private static DemandSource trace(long... tokens) {
    List<List<AppDemand>> windows =
        Arrays.stream(tokens).mapToObj(count -> List.of(new AppDemand("app", count))).toList();
    return new Trace(600_000, List.of("app"), windows, tokens.length, 0);
  }

  private static MarketDefinition market() {
    return MarketDefinition.newBuilder()
        .setCommandId("define")
        .setMarket("here")
        .setParticipant("here")
        .setOrigin(Instant.EPOCH)
        .setIntervalMillis(60_000)
        .setTiers(CATALOGUE.tierDefinitions())
        .setPriceStep(10_000)
        .setFeePpm(0)
        .setMemoryAuctions(10)
        .build();
  }
}
