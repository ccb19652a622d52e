package io.tokenmarket.producers.population;

import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.util.Map;

/** What a factory asks for a tier, from what the tier costs it. */
@FunctionalInterface
public interface AskRule {
  /** Over every cap: $ per million tokens that no market allows. */
  BigDecimal NOT_FOR_SALE = Units.price(Units.PRICE_LIMIT);

  /** $ per million tokens of a tier that the hardware can make. */
  BigDecimal ask(Hardware hardware, String tier);

  /**
   * The total cost of ownership at full utilisation, and a mark-up on it.
   *
   * @param markup 0.10 adds ten per cent
   */
  static AskRule totalCost(BigDecimal markup) {
    return (hardware, tier) -> marked(hardware.costPerMillionTokens(tier), markup);
  }

  /**
   * Electricity alone, and a mark-up on it: what hardware asks that is paid for either way.
   *
   * @param perMegawattHour price of electricity, $/MWh
   * @param markup 0.10 adds ten per cent
   */
  static AskRule energy(BigDecimal perMegawattHour, BigDecimal markup) {
    return (hardware, tier) ->
        marked(hardware.energyPerMillionTokens(tier, perMegawattHour), markup);
  }

  /**
   * Prices by tier, and a mark-up on them. A tier without a price is not for sale.
   *
   * @param prices $ per million tokens
   * @param markup 0.10 adds ten per cent
   */
  static AskRule stated(Map<String, BigDecimal> prices, BigDecimal markup) {
    return (hardware, tier) ->
        prices.containsKey(tier) ? marked(prices.get(tier), markup) : NOT_FOR_SALE;
  }

  private static BigDecimal marked(BigDecimal cost, BigDecimal markup) {
    return cost.multiply(BigDecimal.ONE.add(markup));
  }
}
