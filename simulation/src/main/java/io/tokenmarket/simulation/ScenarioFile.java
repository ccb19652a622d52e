package io.tokenmarket.simulation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import io.tokenmarket.schemas.IsoTimes;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A scenario as it is written; a field left out is null. What each means is in {@code
 * docs/scenarios.md}, what is required and what is the default in {@link ScenarioCheck}.
 */
public record ScenarioFile(
    String description,
    Long seed,
    @JsonDeserialize(using = InstantText.class) Instant start,
    Long intervals,
    Market market,
    List<Plant> factories,
    List<Group> apps,
    Demand demand,
    Buying buying,
    List<String> evenSplit,
    BigDecimal delivered) {

  static final ScenarioFile EMPTY =
      new ScenarioFile(null, null, null, null, null, null, null, null, null, null, null);

  record Market(
      String name,
      BigDecimal intervalSeconds,
      BigDecimal priceStep,
      Long feePpm,
      Long memoryAuctions,
      List<Tier> tiers,
      Long settlementIntervals,
      Long penaltyPpm,
      BigDecimal dailyBudget) {}

  /** A tier of the catalogue by its name alone, with other terms, or one of the author's own. */
  record Tier(
      String name,
      Long tokensPerSecondPerUser,
      Long contextTokens,
      BigDecimal listPrice,
      BigDecimal floor,
      BigDecimal cap) {

    @JsonCreator
    Tier {}

    @JsonCreator
    static Tier named(String name) {
      return new Tier(name, null, null, null, null, null);
    }

    /** This tier, what it leaves out taken from the catalogue's. */
    Tier or(io.tokenmarket.producers.catalogue.Tier listed) {
      return new Tier(
          name,
          or(tokensPerSecondPerUser, listed.tokensPerSecondPerUser().value().longValueExact()),
          or(contextTokens, listed.contextTokens().value().longValueExact()),
          or(listPrice, listed.listPrice().value()),
          or(floor, listed.floor().value()),
          or(cap, listed.cap().value()));
    }

    private static <T> T or(T written, T listed) {
      return written == null ? listed : written;
    }
  }

  /**
   * A factory: hardware of the catalogue by its name, or the author's own with rates, a curve, or
   * recipes.
   */
  public record Plant(
      String name,
      String site,
      String hardware,
      BigDecimal megawatts,
      BigDecimal availability,
      Moment online,
      Moment retired,
      List<Outage> outages,
      Map<String, BigDecimal> rates,
      List<Point> curve,
      Map<String, BigDecimal> pools,
      List<Recipe> recipes,
      BigDecimal costPerGigawattYear,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Ask> ask,
      Strategy strategy) {}

  public record Outage(Moment from, Moment to, BigDecimal megawatts) {}

  /** A way to make a tier, with rates by pool. */
  public record Recipe(String tier, Map<String, BigDecimal> rates) {}

  /** A point of a production curve. */
  public record Point(BigDecimal tokensPerSecondPerUser, BigDecimal rate) {}

  public record Ask(
      Moment from,
      String basis,
      BigDecimal electricity,
      BigDecimal markup,
      Map<String, BigDecimal> prices) {}

  /**
   * How orders depart from the truth.
   *
   * @param dollars of a budget
   * @param intervals it is to last
   */
  public record Strategy(String rule, BigDecimal dollars, Long intervals) {}

  /** Apps that ask and buy by the same rules. */
  record Group(String name, Demand demand, Buying buying) {}

  record Demand(
      String source,
      String file,
      BigDecimal scale,
      Long tokensPerSecond,
      Integer apps,
      Integer windows,
      BigDecimal windowSeconds,
      BigDecimal swing,
      BigDecimal noise,
      BigDecimal unevenness,
      List<BigDecimal> week,
      List<Growth> growth,
      List<Burst> bursts) {}

  record Growth(String what, BigDecimal factor, Moment from, Moment to) {}

  record Burst(BigDecimal factor, String tier, Moment from, Moment to) {}

  record Buying(
      Map<String, Long> shares,
      BigDecimal sigma,
      BigDecimal advertisingLow,
      BigDecimal advertisingHigh,
      Map<String, BigDecimal> limits,
      Elastic elastic,
      Budget budget,
      Strategy strategy) {}

  record Elastic(BigDecimal elasticity, Integer steps, Integer most) {}

  record Budget(BigDecimal perYear, Integer daysPerYear) {}

  /** ISO 8601 only: a bare number would be taken for seconds since 1970. */
  static final class InstantText extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantText() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String text, DeserializationContext context) throws IOException {
      try {
        return IsoTimes.instant(text);
      } catch (DateTimeException notATime) {
        throw context.weirdStringException(text, Instant.class, "no time");
      }
    }
  }
}
