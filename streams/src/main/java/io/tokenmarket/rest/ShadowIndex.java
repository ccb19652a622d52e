package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.ShadowPrices;
import io.tokenmarket.rest.resource.ShadowPrices.Entry;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The shadow price of a MW by site and hardware. */
final class ShadowIndex {
  private static final BigInteger WATTS_PER_MW = BigInteger.valueOf(1_000_000);

  /** Whose power an entry is; null means all. */
  private record Place(String site, String hardware) {}

  private ShadowIndex() {}

  static ShadowPrices of(Clearing clearing) {
    return new ShadowPrices(
        clearing.getMarket(),
        clearing.getInterval(),
        clearing.getAt(),
        clearing.getLogPosition(),
        entries(clearing, offer -> new Place(offer.getSite(), offer.getHardware())),
        entries(clearing, offer -> new Place(offer.getSite(), null)),
        entries(clearing, offer -> new Place(null, offer.getHardware())));
  }

  private static List<Entry> entries(Clearing clearing, Function<OfferClearing, Place> place) {
    Map<Place, List<OfferClearing>> places = new LinkedHashMap<>();
    for (OfferClearing offer : clearing.getOffers()) {
      places.computeIfAbsent(place.apply(offer), any -> new ArrayList<>()).add(offer);
    }
    return places.entrySet().stream().map(e -> entry(e.getKey(), e.getValue())).toList();
  }

  /** The shadow price of all of it is its rent by its power. */
  private static Entry entry(Place place, List<OfferClearing> offers) {
    BigInteger rent = BigInteger.ZERO;
    long watts = 0;
    long sold = 0;
    for (OfferClearing offer : offers) {
      rent = rent.add(BigInteger.valueOf(offer.getRent()));
      watts = Math.addExact(watts, offer.getWatts());
      sold = Math.addExact(sold, offer.getRuns().stream().mapToLong(TierRun::getWatts).sum());
    }
    BigInteger perMegawatt = rent.multiply(WATTS_PER_MW).divide(BigInteger.valueOf(watts));
    return new Entry(
        place.site(),
        place.hardware(),
        Resources.megawatts(watts),
        Resources.megawatts(sold),
        Units.money(perMegawatt));
  }
}
