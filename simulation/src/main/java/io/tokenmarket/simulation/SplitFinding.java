package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the auction made of the power, against an even split of the same power, interval by
 * interval, for the same finite demand. Both are valued at list prices, so that the difference is
 * what allocation alone is worth.
 */
final class SplitFinding implements Finding {
  private static final int MILLION = 6;

  private final EvenSplit split;
  private final long intervalMillis;
  private final Map<String, Tokens> tiers = new LinkedHashMap<>();
  private BigInteger wattIntervals = BigInteger.ZERO;
  private BigDecimal paid = BigDecimal.ZERO;
  private long auctions;

  /** Tokens of a tier over the run. */
  private static final class Tokens {
    private BigDecimal wanted = BigDecimal.ZERO;
    private BigDecimal splitMakes = BigDecimal.ZERO;
    private BigDecimal splitSells = BigDecimal.ZERO;
    private BigDecimal auction = BigDecimal.ZERO;

    void add(BigDecimal demand, BigDecimal made, BigDecimal sold) {
      wanted = wanted.add(demand);
      splitMakes = splitMakes.add(made);
      splitSells = splitSells.add(made.min(demand));
      auction = auction.add(sold);
    }
  }

  SplitFinding(MarketDefinition definition, EvenSplit split) {
    this.split = split;
    intervalMillis = definition.getIntervalMillis();
    new MarketTiers(definition).names().forEach(tier -> tiers.put(tier, new Tokens()));
  }

  @Override
  public void see(SpecificRecord event) {
    if (event instanceof Clearing clearing) {
      auctions++;
      paid = paid.add(clearing.getRevenue());
      wattIntervals = wattIntervals.add(BigInteger.valueOf(clearing.getWattsOffered()));
      clearing.getTiers().forEach(tier -> add(tier, clearing.getOffers()));
    }
  }

  private void add(TierClearing tier, List<OfferClearing> offers) {
    BigDecimal made = BigDecimal.ZERO;
    for (OfferClearing offer : offers) {
      made =
          made.add(
              split.tokens(offer.getHardware(), tier.getTier(), offer.getWatts(), intervalMillis));
    }
    tiers.get(tier.getTier()).add(tokens(tier.getBidLots()), made, tokens(tier.getLots()));
  }

  private static BigDecimal tokens(long lots) {
    return BigDecimal.valueOf(lots).multiply(BigDecimal.valueOf(Units.TOKENS_PER_LOT));
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Million tokens per second; an even split is over " + String.join(", ", split.tiers()));
    lines.add(
        "%-10s %9s %12s %18s %18s %12s"
            .formatted(
                "tier", "list $/M", "wanted", "even split makes", "of it wanted", "auction"));
    tiers.forEach((name, tier) -> lines.add(row(name, tier)));
    lines.add(
        "At list prices, $B per GW-year: even split with all of it sold %s, with what is wanted of it %s; the auction's tokens %s (%s %%)."
            .formatted(
                PowerFinding.billions(perGigawattYear(splitMakes())),
                PowerFinding.billions(perGigawattYear(splitSells())),
                PowerFinding.billions(perGigawattYear(auction())),
                gain()));
    lines.add(
        "Buyers paid $%sB per GW-year for them at the clearing prices."
            .formatted(PowerFinding.billions(perGigawattYear(paid))));
    return lines;
  }

  private String row(String name, Tokens tier) {
    return "%-10s %9s %12s %18s %18s %12s"
        .formatted(
            name,
            split.listPrices().get(name).stripTrailingZeros().toPlainString(),
            perSecond(tier.wanted),
            perSecond(tier.splitMakes),
            perSecond(tier.splitSells),
            perSecond(tier.auction));
  }

  @Override
  public void addTo(ObjectNode json) {
    json.putObject("atListPricesPerGwYear")
        .put("evenSplitAllSold", perGigawattYear(splitMakes()))
        .put("evenSplit", perGigawattYear(splitSells()))
        .put("auction", perGigawattYear(auction()));
    json.put("paidPerGwYear", perGigawattYear(paid));
  }

  /** $ at list prices of what an even split makes and finds a buyer for. */
  BigDecimal splitSells() {
    return atList(tiers.keySet().stream().map(name -> tiers.get(name).splitSells).toList());
  }

  /** $ at list prices of what the auction sold. */
  BigDecimal auction() {
    return atList(tiers.keySet().stream().map(name -> tiers.get(name).auction).toList());
  }

  private BigDecimal splitMakes() {
    return atList(tiers.keySet().stream().map(name -> tiers.get(name).splitMakes).toList());
  }

  /**
   * @param tokens in the order of the tiers
   */
  private BigDecimal atList(List<BigDecimal> tokens) {
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    for (String name : tiers.keySet()) {
      sum = sum.add(tokens.get(at++).multiply(split.listPrices().get(name)));
    }
    return sum.movePointLeft(MILLION);
  }

  private BigDecimal perGigawattYear(BigDecimal dollars) {
    return PowerUse.gigawattYears(wattIntervals, intervalMillis)
        .map(years -> dollars.divide(years, 2, RoundingMode.HALF_UP))
        .orElse(BigDecimal.ZERO.setScale(2));
  }

  private String gain() {
    BigDecimal base = splitSells();
    return base.signum() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%+.1f",
            auction().divide(base, 6, RoundingMode.HALF_UP).doubleValue() * 100 - 100);
  }

  private String perSecond(BigDecimal tokens) {
    BigDecimal seconds =
        BigDecimal.valueOf(auctions).multiply(BigDecimal.valueOf(intervalMillis, 3));
    return seconds.signum() == 0
        ? "-"
        : tokens.movePointLeft(MILLION).divide(seconds, 2, RoundingMode.HALF_UP).toPlainString();
  }
}
