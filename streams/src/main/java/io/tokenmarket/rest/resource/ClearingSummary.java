package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** One auction without its offers; the fields are those of {@link ClearingDetail}. */
public record ClearingSummary(
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
    Certificate certificate) {}
