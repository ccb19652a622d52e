package io.tokenmarket.producers.demand;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tokenmarket.producers.YamlResource;
import io.tokenmarket.producers.catalogue.Figure;
import io.tokenmarket.schemas.TierDefinition;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tier an app buys and what it pays at most: an assumption, stated and seeded, because traces
 * carry quantities and not willingness to pay.
 *
 * <p>The tier follows from seed and app name alone, so an app keeps it, whoever else there is. The
 * limit price is drawn anew for every interval: the tier's list price, or the median stated for it,
 * x a lognormal factor of median 1; where the list price is 0 an advertising value, evenly between
 * two bounds.
 *
 * @param seed the same seed gives the same buyers
 * @param shares of the apps by tier, in any unit
 * @param sigma deviation of the logarithm of the factor on the list price
 * @param advertisingLow $ per million tokens
 * @param advertisingHigh $ per million tokens
 * @param limits $ per million tokens by tier, the median limit price in place of the list price
 * @param elasticity empty for one bid at the limit price
 */
public record BuyingRule(
    long seed,
    Map<String, Long> shares,
    double sigma,
    BigDecimal advertisingLow,
    BigDecimal advertisingHigh,
    Map<String, BigDecimal> limits,
    Optional<Elasticity> elasticity) {
  private static final double TICKS_PER_DOLLAR = 1e6;

  private record Assumed(
      Map<String, Figure> shares, Figure sigma, Figure advertisingLow, Figure advertisingHigh) {}

  public BuyingRule {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    limits = Map.copyOf(limits);
    require(!shares.isEmpty(), "a share for at least one tier");
    require(shares.values().stream().allMatch(BuyingRule::isShare), "shares from 1 to 1,000,000");
    require(sigma >= 0 && sigma <= 5, "sigma from 0 to 5");
    require(
        advertisingLow.signum() >= 0 && advertisingLow.compareTo(advertisingHigh) <= 0,
        "advertising values from 0 up, the lower one first");
    require(limits.values().stream().allMatch(limit -> limit.signum() > 0), "limit prices above 0");
  }

  /** A rule by list price, of apps that are not elastic. */
  public BuyingRule(
      long seed,
      Map<String, Long> shares,
      double sigma,
      BigDecimal advertisingLow,
      BigDecimal advertisingHigh) {
    this(seed, shares, sigma, advertisingLow, advertisingHigh, Map.of(), Optional.empty());
  }

  /** The same rule, drawn anew. */
  public BuyingRule withSeed(long other) {
    return new BuyingRule(
        other, shares, sigma, advertisingLow, advertisingHigh, limits, elasticity);
  }

  /** The rule of the data file beside this class; every figure in it is an estimate. */
  public static BuyingRule standard(long seed) {
    Assumed assumed = YamlResource.read(BuyingRule.class, "buying.yaml", new TypeReference<>() {});
    Map<String, Long> shares = new LinkedHashMap<>();
    assumed.shares().forEach((tier, share) -> shares.put(tier, share.value().longValueExact()));
    return new BuyingRule(
        seed,
        shares,
        assumed.sigma().value().doubleValue(),
        assumed.advertisingLow().value(),
        assumed.advertisingHigh().value());
  }

  /** The tier this app buys, now and always. */
  public String tier(String app) {
    long all = shares.values().stream().mapToLong(Long::longValue).sum();
    long drawn = new Draw(seed).of("tier").of(app).below(all);
    for (Map.Entry<String, Long> share : shares.entrySet()) {
      drawn -= share.getValue();
      if (drawn < 0) {
        return share.getKey();
      }
    }
    throw new IllegalStateException("drawn past the sum of the shares");
  }

  /**
   * The most this app pays in this interval, in ticks: down to the market's price step, between the
   * tier's floor and cap.
   *
   * @param priceStep ticks; floor and cap are multiples of it
   */
  public long limitPrice(String app, long interval, TierDefinition tier, long priceStep) {
    Draw draw = new Draw(seed).of("price").of(app).of(interval);
    double median = median(tier);
    double ticks = median == 0 ? advertising(draw) : median * draw.lognormal(sigma);
    long within = Math.max(tier.getFloor(), (long) Math.min(ticks, tier.getCap()));
    return within - within % priceStep;
  }

  /** Ticks; 0 where advertising pays. */
  private double median(TierDefinition tier) {
    BigDecimal limit = limits.get(tier.getTier());
    return limit == null ? tier.getListPrice() : limit.doubleValue() * TICKS_PER_DOLLAR;
  }

  /**
   * What the app bids in this interval, from the highest limit price down.
   *
   * @param lots it asks for at its limit price
   */
  public List<Elasticity.Step> bids(
      String app, long interval, TierDefinition tier, long priceStep, long lots) {
    long limit = limitPrice(app, interval, tier, priceStep);
    return elasticity
        .map(elastic -> elastic.curve(lots, limit, priceStep, tier.getFloor(), tier.getCap()))
        .orElseGet(() -> List.of(new Elasticity.Step(lots, limit)));
  }

  /** The multiple of what it asks for at its limit price that an app may ask for at a lower one. */
  public BigDecimal most() {
    return BigDecimal.valueOf(elasticity.map(Elasticity::most).orElse(1));
  }

  private double advertising(Draw draw) {
    double low = advertisingLow.doubleValue();
    double high = advertisingHigh.doubleValue();
    return TICKS_PER_DOLLAR * (low + (high - low) * draw.uniform());
  }

  private static boolean isShare(long share) {
    return share >= 1 && share <= 1_000_000;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new DemandException("a buying rule needs " + what);
    }
  }
}
