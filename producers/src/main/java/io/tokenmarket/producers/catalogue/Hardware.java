package io.tokenmarket.producers.catalogue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a megawatt of one kind of hardware makes of each tier, and what it costs.
 *
 * @param rates million output tokens per second per MW, by tier; a tier left out cannot be made. Of
 *     pods, what they make of the tier if they make nothing else; may then be null
 * @param fastest tokens per second per user past which it makes nothing
 * @param kilowattsPerGpu all-in
 * @param costPerGigawattYear total cost of ownership, $ billion
 * @param pods what it is made of, where that is two kinds of racks; null for one kind
 */
public record Hardware(
    String name,
    String title,
    Map<String, Figure> rates,
    Figure fastest,
    Figure kilowattsPerGpu,
    Figure costPerGigawattYear,
    Pods pods) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal SECONDS_PER_YEAR = BigDecimal.valueOf(31_536_000);

  /** $1 billion per GW is $1 million per MW. */
  private static final BigDecimal PER_MEGAWATT = MILLION;

  public Hardware {
    rates =
        Collections.unmodifiableMap(new LinkedHashMap<>(rates == null ? pods.ratesAlone() : rates));
    rates.forEach((tier, rate) -> requireWholeTokens(name, tier, rate));
    if (pods != null) {
      for (PodRecipe recipe : pods.recipes()) {
        recipe.rates().values().forEach(rate -> requireWholeTokens(name, recipe.tier(), rate));
      }
    }
  }

  /** Hardware of one kind of racks. */
  public Hardware(
      String name,
      String title,
      Map<String, Figure> rates,
      Figure fastest,
      Figure kilowattsPerGpu,
      Figure costPerGigawattYear) {
    this(name, title, rates, fastest, kilowattsPerGpu, costPerGigawattYear, null);
  }

  /** The same at another cost, $ billion per GW-year. */
  public Hardware at(Figure cost) {
    return new Hardware(name, title, rates, fastest, kilowattsPerGpu, cost, pods);
  }

  /** The same with other pods, which say what it makes of each tier. */
  public Hardware of(Pods others) {
    return new Hardware(name, title, null, fastest, kilowattsPerGpu, costPerGigawattYear, others);
  }

  /** Output tokens per second per MW; 0 where the hardware cannot make the tier. */
  public long tokensPerSecondPerMw(String tier) {
    Figure rate = rates.get(tier);
    return rate == null ? 0 : rate.value().multiply(MILLION).longValueExact();
  }

  /**
   * $ per million tokens that recover the total cost of ownership at full utilisation: cost per
   * MW-second / tokens per MW-second.
   *
   * @throws IllegalArgumentException where the hardware cannot make the tier
   */
  public BigDecimal costPerMillionTokens(String tier) {
    BigDecimal perYear = costPerGigawattYear.value().multiply(PER_MEGAWATT);
    return perMillionTokens(perYear.divide(SECONDS_PER_YEAR, MathContext.DECIMAL128), tier);
  }

  /**
   * $ per million tokens of electricity alone: what making them costs once the hardware is there.
   *
   * @param perMegawattHour price of electricity, $/MWh
   * @throws IllegalArgumentException where the hardware cannot make the tier
   */
  public BigDecimal energyPerMillionTokens(String tier, BigDecimal perMegawattHour) {
    return perMillionTokens(perMegawattHour.divide(SECONDS_PER_HOUR, MathContext.DECIMAL128), tier);
  }

  private BigDecimal perMillionTokens(BigDecimal perMegawattSecond, String tier) {
    long rate = tokensPerSecondPerMw(tier);
    if (rate == 0) {
      throw new IllegalArgumentException(name + " cannot make " + tier + " tokens");
    }
    return perMegawattSecond
        .multiply(MILLION)
        .divide(BigDecimal.valueOf(rate), MathContext.DECIMAL64);
  }

  private static void requireWholeTokens(String hardware, String tier, Figure rate) {
    if (rate.value().multiply(MILLION).stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "the rate of %s for %s is %s M tokens/s per MW: give at most six decimals"
              .formatted(hardware, tier, rate.value()));
    }
  }
}
