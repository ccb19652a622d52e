package io.tokenmarket.rest.resource;

import java.math.BigInteger;

/**
 * An open order: an offer or a demand, the other is null.
 *
 * @param logPosition of its place in time
 * @param version log position of what changed it last, null where the market's rules know none
 * @param auctionsLeft in how many auctions more it is open at most, null where it has no such end
 * @param tokensFilled of a demand that is wanted once, what it has got
 */
public record Order(
    String market,
    String orderId,
    long logPosition,
    @Nullable Long version,
    @Nullable Long auctionsLeft,
    BigInteger tokensFilled,
    @Nullable Offer offer,
    @Nullable Demand demand) {}
