package io.tokenmarket.rest.resource;

import java.math.BigDecimal;

/**
 * One pool of an offer that has several.
 *
 * @param mw on offer
 * @param rent dual of its power: $ the whole pool earns at these prices
 * @param shadowPrice the same per MW and interval, $
 */
public record ClearedPool(
    String offerId, String pool, BigDecimal mw, BigDecimal rent, BigDecimal shadowPrice) {}
