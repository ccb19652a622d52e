package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.TierRate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a factory offers.
 *
 * @param kilowatts power on offer
 * @param rates what it makes of each tier, and the asks in ticks
 * @param intervals for how many auctions the offer is open
 */
public record OfferTerms(
    String site, String hardware, long kilowatts, List<TierRate> rates, long intervals) {
  public OfferTerms {
    rates = List.copyOf(rates);
  }

  /** Power without a tier yet, for one auction. */
  public static OfferTerms of(String site, String hardware, long kilowatts) {
    return new OfferTerms(site, hardware, kilowatts, List.of(), 1);
  }

  /**
   * One tier more that the power can make.
   *
   * @param ask lowest price accepted, $ per million tokens
   * @throws IllegalArgumentException where the ask is no whole number of ticks
   */
  public OfferTerms tier(String tier, long tokensPerSecondPerMw, BigDecimal ask) {
    List<TierRate> more = new ArrayList<>(rates);
    more.add(new TierRate(tier, tokensPerSecondPerMw, Price.ticks(ask)));
    return new OfferTerms(site, hardware, kilowatts, more, intervals);
  }

  /** The same for this many auctions. */
  public OfferTerms standingFor(long auctions) {
    return new OfferTerms(site, hardware, kilowatts, rates, auctions);
  }
}
