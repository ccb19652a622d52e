package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One auction with its certificate.
 *
 * @param auction how many auctions the market has held, this one included
 * @param previousInterval interval of the auction before, null for the first
 * @param revenue $ paid by buyers
 * @param fees $ of it kept by the exchange
 * @param pools of offers that have several
 */
public record ClearingDetail(
    String market,
    long interval,
    Instant at,
    long auction,
    @Nullable Long previousInterval,
    long logPosition,
    BigDecimal mwOffered,
    BigDecimal mwSold,
    BigDecimal revenue,
    BigDecimal fees,
    int trades,
    List<ClearedTier> tiers,
    List<ClearedOffer> offers,
    List<ClearedPool> pools,
    Certificate certificate) {}
