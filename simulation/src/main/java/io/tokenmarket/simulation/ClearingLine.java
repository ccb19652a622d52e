package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A cleared interval on one line, for people and for machines. */
public final class ClearingLine {
  private static final DateTimeFormatter GATE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int WATTS_PER_MW_SCALE = 6;

  private ClearingLine() {}

  /** The heading over {@link #text}: prices are $ per million tokens, the gate is UTC. */
  public static String header(List<String> tiers) {
    String names = tiers.stream().map(ClearingLine::column).collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%8s  %-14s%s %23s %15s %7s",
        "interval",
        "gate",
        names,
        "MW sold of offered",
        "revenue $",
        "trades");
  }

  /** The clearing under {@link #header}; a tier in which nothing was sold shows a dash. */
  public static String text(Clearing clearing) {
    return String.format(
        Locale.ROOT,
        "%8d  %-14s%s %10s of %9s %15s %7d",
        clearing.getInterval(),
        gate(clearing.getAt()),
        prices(clearing),
        megawatts(clearing.getWattsSold()).setScale(3, RoundingMode.HALF_UP),
        megawatts(clearing.getWattsOffered()).setScale(3, RoundingMode.HALF_UP),
        clearing.getRevenue().setScale(2, RoundingMode.HALF_UP).toPlainString(),
        clearing.getTrades());
  }

  /**
   * The clearing as one JSON object; money is a decimal string, power a number, and a tier in which
   * nothing was sold has no price. Shadow prices of pools are $ per MW and interval, by factory.
   */
  public static ObjectNode json(Clearing clearing) {
    ObjectNode line = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    line.put("market", clearing.getMarket()).put("interval", clearing.getInterval());
    ObjectNode prices = line.putObject("prices");
    clearing.getTiers().stream()
        .filter(TierClearing::getTraded)
        .forEach(tier -> prices.put(tier.getTier(), price(tier).toPlainString()));
    pools(clearing, line);
    return line.put("mwOffered", megawatts(clearing.getWattsOffered()))
        .put("mwSold", megawatts(clearing.getWattsSold()))
        .put("revenue", clearing.getRevenue().toPlainString())
        .put("trades", clearing.getTrades());
  }

  /** Nothing where no offer has pools. */
  private static void pools(Clearing clearing, ObjectNode line) {
    if (clearing.getPools().isEmpty()) {
      return;
    }
    Map<String, String> factories = new HashMap<>();
    clearing.getOffers().forEach(offer -> factories.put(offer.getOfferId(), offer.getFactory()));
    ObjectNode pools = line.putObject("poolShadowPrices");
    for (PoolClearing pool : clearing.getPools()) {
      pools
          .withObjectProperty(factories.get(pool.getOfferId()))
          .put(pool.getPool(), pool.getShadowPrice().toPlainString());
    }
  }

  private static String prices(Clearing clearing) {
    return clearing.getTiers().stream()
        .map(tier -> column(tier.getTraded() ? cents(tier).toPlainString() : "-"))
        .collect(Collectors.joining());
  }

  private static String gate(Instant at) {
    return GATE.format(at);
  }

  private static String column(String text) {
    return String.format(Locale.ROOT, " %10s", text);
  }

  private static BigDecimal cents(TierClearing tier) {
    return price(tier).setScale(4, RoundingMode.HALF_UP);
  }

  private static BigDecimal price(TierClearing tier) {
    return Units.price(tier.getPrice());
  }

  private static BigDecimal megawatts(long watts) {
    return BigDecimal.valueOf(watts, WATTS_PER_MW_SCALE);
  }
}
