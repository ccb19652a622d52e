package io.tokenmarket.replay.whatif;

import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.population.AskRule;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** A site has other hardware, of the same power: its rates, and the asks of a rule. */
final class HardwareSwapped implements Change {
  private final MarketDefinition market;
  private final String site;
  private final Hardware hardware;
  private final Function<SupplyOffer, Optional<AskRule>> asks;
  private final String words;

  /** Offers of a factory are mostly alike, so the last one's rates are kept. */
  private SupplyOffer last;

  private List<TierRate> lastRates;

  /**
   * @param asks by what rule an offer asks; empty where it cannot be told, and then nothing is
   *     offered, which the market refuses
   */
  HardwareSwapped(
      MarketDefinition market,
      String site,
      Hardware hardware,
      Function<SupplyOffer, Optional<AskRule>> asks,
      String words) {
    this.market = market;
    this.site = site;
    this.hardware = hardware;
    this.asks = asks;
    this.words = words;
  }

  @Override
  public List<SpecificRecord> apply(SpecificRecord command) {
    boolean swapped = command instanceof SupplyOffer offer && offer.getSite().equals(site);
    return List.of(swapped ? swapped((SupplyOffer) command) : command);
  }

  private SupplyOffer swapped(SupplyOffer offer) {
    if (last == null || !alike(last, offer)) {
      lastRates = asks.apply(offer).map(this::rates).orElse(List.of());
      last = offer;
    }
    return SupplyOffer.newBuilder(offer).setHardware(hardware.name()).setRates(lastRates).build();
  }

  private static boolean alike(SupplyOffer a, SupplyOffer b) {
    return a.getHardware().equals(b.getHardware()) && a.getRates().equals(b.getRates());
  }

  private List<TierRate> rates(AskRule rule) {
    return new Factory(site, site, hardware, 1, rule).rates(market);
  }

  @Override
  public String words() {
    return words;
  }
}
