package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.BuyingRule;
import io.tokenmarket.producers.demand.Elasticity;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a buying rule of a scenario's fields; what is left out is the standard rule's. */
final class BuyingReader {
  private static final ScenarioFile.Buying STANDARD =
      new ScenarioFile.Buying(null, null, null, null, null, null, null, null);

  private static final int STEPS = 4;
  private static final int MOST = 2;

  private final FieldPath place;
  private final BuyingRule standard;
  private final List<String> tiers;

  /**
   * @param tiers of the market
   */
  BuyingReader(FieldPath place, long seed, List<String> tiers) {
    this.place = place;
    this.tiers = tiers;
    standard = BuyingRule.standard(seed);
  }

  BuyingRule read(ScenarioFile.Buying written) {
    ScenarioFile.Buying buying = written == null ? STANDARD : written;
    Map<String, Long> shares = shares(buying.shares());
    Map<String, BigDecimal> limits = limits(buying.limits());
    Optional<Elasticity> elasticity = Optional.ofNullable(buying.elastic()).map(this::elasticity);
    double sigma = buying.sigma() == null ? standard.sigma() : buying.sigma().doubleValue();
    return place.made(
        () ->
            new BuyingRule(
                standard.seed(),
                shares,
                sigma,
                or(buying.advertisingLow(), standard.advertisingLow()),
                or(buying.advertisingHigh(), standard.advertisingHigh()),
                limits,
                elasticity));
  }

  private Map<String, BigDecimal> limits(Map<String, BigDecimal> written) {
    Map<String, BigDecimal> limits = written == null ? Map.of() : written;
    limits.forEach(
        (tier, limit) -> {
          FieldPath entry = place.at("limits").at(tier);
          entry.known(tier, tiers);
          entry.ticks(entry.positive(entry.required(limit, tier + ": 3")));
        });
    return limits;
  }

  private Elasticity elasticity(ScenarioFile.Elastic written) {
    FieldPath field = place.at("elastic");
    BigDecimal elasticity =
        field.at("elasticity").required(written.elasticity(), "elasticity: 1.5");
    return field.made(
        () ->
            new Elasticity(
                elasticity.doubleValue(),
                written.steps() == null ? STEPS : written.steps(),
                written.most() == null ? MOST : written.most()));
  }

  private Map<String, Long> shares(Map<String, Long> written) {
    FieldPath field = place.at("shares");
    if (written == null) {
      Map<String, Long> shares = new LinkedHashMap<>(standard.shares());
      shares.keySet().retainAll(tiers);
      return shares;
    }
    written.forEach(
        (tier, share) -> {
          FieldPath entry = field.at(tier);
          entry.known(tier, tiers);
          entry.required(share, tier + ": 10");
        });
    return written;
  }

  private static BigDecimal or(BigDecimal value, BigDecimal standard) {
    return value == null ? standard : value;
  }
}
