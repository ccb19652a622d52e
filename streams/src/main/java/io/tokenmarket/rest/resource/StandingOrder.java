package io.tokenmarket.rest.resource;

import java.math.BigInteger;

/**
 * One open order. It changes with its version and not otherwise.
 *
 * @param logPosition of its place in time
 * @param version log position of what changed it last, null where the market's rules know none
 * @param lastAuction number of the last auction it is in, null where it has no such end
 * @param tokensFilled of a demand that is wanted once, what it has got of the tokens wanted
 */
public record StandingOrder(
    String participant,
    String market,
    String orderId,
    long logPosition,
    @Nullable Long version,
    @Nullable Long lastAuction,
    BigInteger tokensFilled,
    @Nullable Offer offer,
    @Nullable Demand demand) {}
