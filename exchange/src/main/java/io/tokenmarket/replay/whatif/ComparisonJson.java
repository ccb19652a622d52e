package io.tokenmarket.replay.whatif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.util.List;

/** A comparison for machines; money is a decimal string, what has no price is left out. */
public final class ComparisonJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final int MOST_MOVED = 20;

  private ComparisonJson() {}

  /** An interval in both. */
  public static ObjectNode of(WhatIf.Interval interval) {
    ObjectNode json = NODES.objectNode();
    json.put("market", interval.original().clearing().getMarket())
        .put("interval", interval.original().clearing().getInterval());
    json.set("original", of(interval.original()));
    json.set("changed", of(interval.changed()));
    return json;
  }

  private static ObjectNode of(Auctioned auction) {
    ObjectNode json = NODES.objectNode();
    ObjectNode prices = json.putObject("prices");
    auction.clearing().getTiers().stream()
        .filter(TierClearing::getTraded)
        .forEach(tier -> prices.put(tier.getTier(), plain(Units.price(tier.getPrice()))));
    put(json, Figures.of(auction));
    return json;
  }

  /** The sums over all intervals, and who moved most. */
  public static ObjectNode of(Patch patch, Comparison comparison) {
    ObjectNode json = NODES.objectNode();
    json.put("market", patch.rules().getMarket()).put("whatIf", patch.words());
    json.set("original", of(comparison.original()));
    json.set("changed", of(comparison.changed()));
    put(json, "winners", comparison.winners(MOST_MOVED));
    put(json, "losers", comparison.losers(MOST_MOVED));
    return json;
  }

  private static ObjectNode of(Comparison.Sums sums) {
    ObjectNode json = NODES.objectNode();
    json.put("auctions", sums.totals().auctions()).put("orders", sums.totals().orders());
    sums.totals().rejected().forEach(json.putObject("rejected")::put);
    ObjectNode tokens = json.putObject("tokens");
    ObjectNode prices = json.putObject("averagePrices");
    sums.totals()
        .tiers()
        .forEach(
            (name, tier) -> {
              tokens.put(name, tier.tokens());
              tier.averagePrice().ifPresent(price -> prices.put(name, plain(price)));
            });
    put(json, Figures.of(sums));
    return json;
  }

  private static void put(ObjectNode json, Figures figures) {
    figures.quantities().forEach(json::put);
    figures.dollars().forEach((name, dollars) -> json.put(name, plain(dollars)));
  }

  private static void put(ObjectNode json, String field, List<Comparison.Moved> moved) {
    ArrayNode list = json.putArray(field);
    for (Comparison.Moved one : moved) {
      list.addObject()
          .put("participant", one.participant())
          .put("worth", plain(one.worth()))
          .put("surplusOriginal", plain(one.original().surplus()))
          .put("surplusChanged", plain(one.changed().surplus()))
          .put("turnoverOriginal", plain(one.original().turnover()))
          .put("turnoverChanged", plain(one.changed().turnover()));
    }
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }
}
