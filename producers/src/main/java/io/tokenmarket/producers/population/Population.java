package io.tokenmarket.producers.population;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tokenmarket.producers.demand.AppDemand;
import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * The simulated participants of one market: a pure function from the number of an interval to the
 * commands they send for its auction.
 *
 * <p>Every command is for one auction, and its id is {@code participant@interval}, for a second bid
 * of the same app {@code participant@interval.2}: whoever sends an interval again sends the same
 * commands, and the market counts them once.
 */
public final class Population {
  private static final int LONGEST_NAME = 150;
  private static final BigDecimal LOTS_LIMIT = BigDecimal.valueOf(Units.LOTS_LIMIT);

  /** What a factory asks, by step of its plan. */
  private record Standing(Factory factory, List<List<TierRate>> rates) {

    /** Whether there is power in this interval, in every pool, and something to make of it. */
    boolean hasOffer(long interval) {
      long kilowatts = factory.power().kilowatts(interval);
      boolean whole = factory.hardware().pods() == null || !factory.pools(kilowatts).isEmpty();
      return kilowatts > 0 && whole && !rates(interval).isEmpty();
    }

    /** What the factory asks in this interval. */
    List<TierRate> rates(long interval) {
      return rates.get(factory.asks().step(interval));
    }
  }

  private final MarketDefinition market;
  private final List<Standing> offers;
  private final List<Apps> apps;
  private final List<Buyers> buyers;

  static {
    AvroTrust.grant();
  }

  /**
   * @throws IllegalArgumentException where names repeat or are malformed, a factory can make no
   *     tier of the market, an app buys a tier the market has not, or asks for more than an order
   *     may hold
   */
  public Population(MarketDefinition market, List<Factory> factories, List<Apps> apps) {
    this.market = market;
    this.apps = List.copyOf(apps);
    this.offers =
        factories.stream()
            .map(factory -> new Standing(factory, factory.plannedRates(market)))
            .toList();
    requireNames();
    requireTiers();
    this.apps.forEach(this::requireLotsWithinAnOrder);
    this.buyers = this.apps.stream().map(group -> new Buyers(market, group)).toList();
  }

  public MarketDefinition market() {
    return market;
  }

  /** Names of all factories. */
  public Set<String> factories() {
    return offers.stream().map(standing -> standing.factory().name()).collect(toUnmodifiableSet());
  }

  /** Names of all apps. */
  public List<String> consumers() {
    return apps.stream()
        .flatMap(group -> group.demand().apps().stream().map(app -> group.prefix() + app))
        .toList();
  }

  /**
   * What everybody sends for the auction of this interval: offers, then demands, in fixed order.
   */
  public List<SpecificRecord> commands(long interval) {
    List<SpecificRecord> commands = new ArrayList<>();
    for (Standing standing : offers) {
      if (standing.hasOffer(interval)) {
        commands.add(offer(standing, interval));
      }
    }
    buyers.forEach(group -> commands.addAll(group.demands(interval)));
    return commands;
  }

  private SupplyOffer offer(Standing standing, long interval) {
    Factory factory = standing.factory();
    long kilowatts = factory.power().kilowatts(interval);
    List<Pool> pools = factory.pools(kilowatts);
    List<TierRate> rates = standing.rates(interval);
    return SupplyOffer.newBuilder()
        .setCommandId(commandId(factory.name(), interval))
        .setMarket(market.getMarket())
        .setParticipant(factory.name())
        .setSite(factory.site())
        .setHardware(factory.hardware().name())
        .setKilowatts(kilowatts)
        .setRates(pools.isEmpty() ? rates : List.of())
        .setPools(pools)
        .setRecipes(factory.recipes(rates))
        .setIntervals(1)
        .build();
  }

  /** How many there are, in words. */
  @Override
  public String toString() {
    return "%s factories and %s apps".formatted(offers.size(), consumers().size());
  }

  static String commandId(String participant, long interval) {
    return participant + "@" + interval;
  }

  private void requireNames() {
    Set<String> seen = new HashSet<>();
    offers.forEach(standing -> requireName(standing.factory().name(), seen));
    for (Apps group : apps) {
      group.demand().apps().forEach(app -> requireName(group.prefix() + app, seen));
    }
  }

  private static void requireName(String name, Set<String> seen) {
    require(
        !name.isEmpty() && name.length() <= LONGEST_NAME && !name.contains("/"),
        "participant '%s' needs a name of 1 to %d characters without a slash",
        name,
        LONGEST_NAME);
    require(seen.add(name), "two participants are called '%s': rename one", name);
  }

  private void requireTiers() {
    for (Standing standing : offers) {
      require(
          !standing.rates().stream().allMatch(List::isEmpty),
          "factory '%s' makes no tier of market '%s' below its cap: change its ask or hardware",
          standing.factory().name(),
          market.getMarket());
    }
    for (Apps group : apps) {
      group.buying().shares().keySet().forEach(this::requireTier);
    }
  }

  private void requireTier(String tier) {
    require(
        market.getTiers().stream().anyMatch(known -> known.getTier().equals(tier)),
        "the buying rule names tier '%s', which market '%s' does not have",
        tier,
        market.getMarket());
  }

  private void requireLotsWithinAnOrder(Apps group) {
    BigDecimal ceiling = group.trend().ceiling().multiply(group.buying().most());
    for (int window = 0; window < group.demand().windows(); window++) {
      for (AppDemand wish : group.demand().window(window)) {
        require(
            group.lots(wish.tokens(), market.getIntervalMillis(), ceiling).compareTo(LOTS_LIMIT)
                <= 0,
            "app '%s' asks for more than 2^32 lots in window %d: lower the scale of the demand",
            group.prefix() + wish.app(),
            window);
      }
    }
  }

  private static void require(boolean holds, String message, Object... parts) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, parts));
    }
  }
}
