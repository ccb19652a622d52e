package io.tokenmarket.topology.views;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What each factory, hardware, tier and the market sold in one interval, from the clearing alone.
 *
 * <p>An open offer that sold nothing counts: its power was on offer. Sums are exact; one that does
 * not fit throws.
 */
public final class Performances {
  private Performances() {}

  /** One record for each subject of the grouping that the clearing names. */
  public static List<Performance> of(Clearing clearing, Grouping grouping) {
    return switch (grouping) {
      case FACTORY -> byOffer(clearing, OfferClearing::getFactory);
      case HARDWARE -> byOffer(clearing, OfferClearing::getHardware);
      case TIER -> clearing.getTiers().stream().map(tier -> ofTier(clearing, tier)).toList();
      case MARKET -> List.of(ofMarket(clearing));
    };
  }

  private static List<Performance> byOffer(
      Clearing clearing, Function<OfferClearing, String> subject) {
    Map<String, List<OfferClearing>> bySubject =
        clearing.getOffers().stream().collect(groupingBy(subject, LinkedHashMap::new, toList()));
    return bySubject.entrySet().stream()
        .map(entry -> ofOffers(clearing, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Performance ofOffers(
      Clearing clearing, String subject, List<OfferClearing> offers) {
    List<TierRun> runs = offers.stream().flatMap(offer -> offer.getRuns().stream()).toList();
    return named(clearing, subject)
        .setLots(sum(runs.stream(), TierRun::getLots))
        .setWattsOffered(sum(offers.stream(), OfferClearing::getWatts))
        .setWattsSold(sum(runs.stream(), TierRun::getWatts))
        .setRevenue(money(runs, TierRun::getNanoDollars))
        .setFees(money(runs, TierRun::getFeeNanoDollars))
        .build();
  }

  private static Performance ofTier(Clearing clearing, TierClearing tier) {
    return named(clearing, tier.getTier())
        .setLots(tier.getLots())
        .setWattsOffered(clearing.getWattsOffered())
        .setWattsSold(tier.getWatts())
        .setRevenue(tier.getRevenue())
        .setFees(tier.getFees())
        .build();
  }

  private static Performance ofMarket(Clearing clearing) {
    return named(clearing, clearing.getMarket())
        .setLots(sum(clearing.getTiers().stream(), TierClearing::getLots))
        .setWattsOffered(clearing.getWattsOffered())
        .setWattsSold(clearing.getWattsSold())
        .setRevenue(clearing.getRevenue())
        .setFees(clearing.getFees())
        .build();
  }

  private static Performance.Builder named(Clearing clearing, String subject) {
    return Performance.newBuilder()
        .setMarket(clearing.getMarket())
        .setSubject(subject)
        .setInterval(clearing.getInterval())
        .setAt(clearing.getAt())
        .setLogPosition(clearing.getLogPosition());
  }

  private static <T> long sum(Stream<T> terms, ToLongFunction<T> quantity) {
    return terms.mapToLong(quantity).reduce(0, Math::addExact);
  }

  private static BigDecimal money(List<TierRun> runs, ToLongFunction<TierRun> nanoDollars) {
    return Units.money(
        runs.stream()
            .map(run -> BigInteger.valueOf(nanoDollars.applyAsLong(run)))
            .reduce(BigInteger.ZERO, BigInteger::add));
  }
}
