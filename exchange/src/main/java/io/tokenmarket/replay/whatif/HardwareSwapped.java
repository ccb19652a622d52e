package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.population.AskRule;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** A site has other hardware, of the same power: its rates, and the asks of a rule. */
final class HardwareSwapped implements Change {
  private final MarketDefinition market;
  private final String site;
  private final Hardware hardware;
  private final BiFunction<String, List<TierRate>, Optional<AskRule>> asks;
  private final String words;

  /** Offers of a factory are mostly alike, so what the last one became is kept. */
  private List<TierRate> last;

  private String lastHardware;
  private List<TierRate> lastSwapped;

  /**
   * @param asks by what rule hardware of this name with these rates asked; empty where it cannot be
   *     told, and then nothing is offered, which the market refuses
   */
  HardwareSwapped(
      MarketDefinition market,
      String site,
      Hardware hardware,
      BiFunction<String, List<TierRate>, Optional<AskRule>> asks,
      String words) {
    this.market = market;
    this.site = site;
    this.hardware = hardware;
    this.asks = asks;
    this.words = words;
  }

  @Override
  public List<SpecificRecord> apply(
      SpecificRecord command, Function<CommandName, Optional<OpenOrder>> orders) {
    if (command instanceof SupplyOffer offer && offer.getSite().equals(site)) {
      return List.of(swapped(offer));
    }
    if (command instanceof OfferAmended amended) {
      return List.of(
          orders
              .apply(new CommandName(amended.getParticipant(), amended.getOfferId()))
              .map(OpenOrder::getTerms)
              .filter(SupplyOffer.class::isInstance)
              .map(SupplyOffer.class::cast)
              .filter(offer -> offer.getSite().equals(site))
              .map(offer -> swapped(amended, offer.getHardware()))
              .orElse(amended));
    }
    return List.of(command);
  }

  private SupplyOffer swapped(SupplyOffer offer) {
    return SupplyOffer.newBuilder(offer)
        .setHardware(hardware.name())
        .setRates(swapped(offer.getHardware(), offer.getRates()))
        .setSteps(steps(offer.getHardware(), offer.getSteps()))
        .setPools(List.of())
        .setRecipes(List.of())
        .build();
  }

  private OfferAmended swapped(OfferAmended amended, String recorded) {
    return OfferAmended.newBuilder(amended)
        .setRates(swapped(recorded, amended.getRates()))
        .setSteps(steps(recorded, amended.getSteps()))
        .setPools(List.of())
        .setRecipes(List.of())
        .build();
  }

  private List<AskStep> steps(String recorded, List<AskStep> steps) {
    return steps.stream()
        .map(step -> new AskStep(step.getKilowatts(), swapped(recorded, step.getRates())))
        .toList();
  }

  private List<TierRate> swapped(String recorded, List<TierRate> rates) {
    if (!recorded.equals(lastHardware) || !rates.equals(last)) {
      lastSwapped = asks.apply(recorded, rates).map(this::rates).orElse(List.of());
      last = rates;
      lastHardware = recorded;
    }
    return lastSwapped;
  }

  private List<TierRate> rates(AskRule rule) {
    return new Factory(site, site, hardware, 1, rule).rates(market);
  }

  @Override
  public String words() {
    return words;
  }
}
