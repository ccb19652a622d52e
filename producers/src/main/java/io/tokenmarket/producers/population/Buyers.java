package io.tokenmarket.producers.population;

import io.tokenmarket.producers.demand.AppDemand;
import io.tokenmarket.producers.demand.Elasticity;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A group of apps at work in a market. */
final class Buyers {
  private final MarketDefinition market;
  private final Map<String, TierDefinition> tiers;
  private final Apps apps;
  private final Map<String, TierDefinition> bought = new HashMap<>();
  private final Purses purses;

  Buyers(MarketDefinition market, Apps apps) {
    this.market = market;
    this.apps = apps;
    this.tiers =
        market.getTiers().stream()
            .collect(Collectors.toMap(TierDefinition::getTier, Function.identity()));
    this.purses = new Purses(apps.budget());
  }

  /**
   * What the apps send for the auction of this interval. With a budget, what they bid for earlier
   * in the day counts, whether that was asked for or not: a day is worked through from its
   * beginning.
   */
  List<TokenDemand> demands(long interval) {
    for (long before = purses.missing(interval); before < interval; before++) {
      bids(before);
    }
    return bids(interval);
  }

  private List<TokenDemand> bids(long interval) {
    purses.turnTo(interval);
    List<TokenDemand> demands = new ArrayList<>();
    Map<String, BigDecimal> factors = new LinkedHashMap<>();
    for (AppDemand wish : apps.demand().window(apps.window(interval))) {
      TierDefinition tier = bought.computeIfAbsent(wish.app(), this::tier);
      BigDecimal factor =
          factors.computeIfAbsent(tier.getTier(), name -> apps.trend().factor(interval, name));
      long lots = apps.lots(wish.tokens(), market.getIntervalMillis(), factor).longValueExact();
      if (lots > 0) {
        add(curve(wish.app(), interval, tier, lots), wish.app(), interval, tier, demands);
      }
    }
    return demands;
  }

  /** An app keeps its tier. */
  private TierDefinition tier(String app) {
    return tiers.get(apps.buying().tier(app));
  }

  /** What an app would bid in this interval, from the highest limit price down. */
  private List<Elasticity.Step> curve(String app, long interval, TierDefinition tier, long lots) {
    return apps.buying().bids(app, interval, tier, market.getPriceStep(), lots);
  }

  private void add(
      List<Elasticity.Step> curve,
      String app,
      long interval,
      TierDefinition tier,
      List<TokenDemand> demands) {
    int bid = 0;
    for (Elasticity.Step wanted : curve) {
      bid++;
      long lots = purses.afford(app, wanted);
      if (lots > 0) {
        demands.add(demand(app, interval, bid, tier, lots, wanted.limitPrice()));
      }
    }
  }

  private TokenDemand demand(
      String app, long interval, int bid, TierDefinition tier, long lots, long limitPrice) {
    String participant = apps.prefix() + app;
    String id = Population.commandId(participant, interval);
    return TokenDemand.newBuilder()
        .setCommandId(bid == 1 ? id : id + "." + bid)
        .setMarket(market.getMarket())
        .setParticipant(participant)
        .setTier(tier.getTier())
        .setLots(lots)
        .setLimitPrice(limitPrice)
        .setIntervals(1)
        .build();
  }
}
