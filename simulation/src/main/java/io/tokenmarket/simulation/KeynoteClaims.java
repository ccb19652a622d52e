package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Hardware;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The claims of the keynote of 16 March 2026, each beside what the catalogue gives. */
final class KeynoteClaims {
  private static final BigDecimal EARNINGS = new BigDecimal("0.08");

  /** What is said in round numbers may be off by a quarter. */
  private static final BigDecimal RATIO = new BigDecimal("0.25");

  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

  private final Catalogue catalogue;
  private final EvenSplit split;

  KeynoteClaims(Catalogue catalogue, EvenSplit split) {
    this.catalogue = catalogue;
    this.split = split;
  }

  List<Claim> all() {
    return List.of(
        earns("blackwell", 30),
        earns("vera-rubin", 150),
        earns("vera-rubin-lpx", 300),
        faster("FREE", 2),
        faster("MEDIUM", 2),
        faster("HIGH", 3),
        faster("PREMIUM", 10),
        ratio(
            "LPX makes 35 x as much PREMIUM as blackwell",
            35,
            rate("vera-rubin-lpx", "PREMIUM"),
            rate("blackwell", "PREMIUM"),
            "the catalogue's LPX rate is taken from this claim"),
        ratio(
            "tokens per second of 1 GW rise 350 x, from 22 to 700 million",
            350,
            new BigDecimal(700),
            new BigDecimal(22),
            "22 is a slip: the slide prints 2 million, and 700 / 2 is 350"),
        ratio(
            "blackwell earns 5 x hopper",
            5,
            earned("blackwell"),
            earned("hopper"),
            "5 x is vera-rubin over blackwell; at list prices hopper earns next to nothing"),
        cheaper("PREMIUM", ""),
        cheaper("MEDIUM", "it holds for the fastest tokens alone"));
  }

  private Claim earns(String hardware, long billions) {
    BigDecimal computed = earned(hardware).divide(BILLION, MathContext.DECIMAL32);
    return new Claim(
        "1 GW of %s earns about $%sB a year".formatted(hardware, billions),
        BigDecimal.valueOf(billions),
        computed,
        EARNINGS,
        "");
  }

  private Claim faster(String tier, long times) {
    return ratio(
        "vera-rubin makes %s x as much %s as blackwell".formatted(times, tier),
        times,
        rate("vera-rubin", tier),
        rate("blackwell", tier),
        "");
  }

  private Claim cheaper(String tier, String words) {
    return ratio(
        "vera-rubin makes a %s token at a tenth of blackwell's cost".formatted(tier),
        10,
        catalogue.hardware("blackwell").costPerMillionTokens(tier),
        catalogue.hardware("vera-rubin").costPerMillionTokens(tier),
        words);
  }

  private static Claim ratio(
      String says, long stated, BigDecimal of, BigDecimal over, String words) {
    BigDecimal computed = of.divide(over, MathContext.DECIMAL32);
    return new Claim(says, BigDecimal.valueOf(stated), computed, RATIO, words);
  }

  private BigDecimal rate(String hardware, String tier) {
    return BigDecimal.valueOf(catalogue.hardware(hardware).tokensPerSecondPerMw(tier));
  }

  private BigDecimal earned(String name) {
    Hardware hardware = catalogue.hardware(name);
    return split.dollarsPerGigawattYear(hardware);
  }
}
