package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.util.List;

/**
 * One offer of a clearing, awarded or not.
 *
 * @param rent dual of its power: $ the whole power earns above its asks at these prices on its best
 *     tier
 * @param shadowPrice the same per MW and interval, $
 * @param runs what it makes, empty where it sold nothing
 */
public record ClearedOffer(
    String offerId,
    String factory,
    String site,
    String hardware,
    BigDecimal mw,
    BigDecimal rent,
    BigDecimal shadowPrice,
    List<Run> runs) {}
