package io.tokenmarket.producers.catalogue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a megawatt of one kind of hardware makes of each tier, and what it costs.
 *
 * @param rates million output tokens per second per MW, by tier; a tier left out cannot be made
 * @param fastest tokens per second per user past which it makes nothing
 * @param kilowattsPerGpu all-in
 * @param costPerGigawattYear total cost of ownership, $ billion
 */
public record Hardware(
    String name,
    String title,
    Map<String, Figure> rates,
    Figure fastest,
    Figure kilowattsPerGpu,
    Figure costPerGigawattYear) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal SECONDS_PER_YEAR = BigDecimal.valueOf(31_536_000);

  /** $1 billion per GW is $1 million per MW. */
  private static final BigDecimal PER_MEGAWATT = MILLION;

  public Hardware {
    rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
    rates.forEach((tier, rate) -> requireWholeTokens(name, tier, rate));
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
