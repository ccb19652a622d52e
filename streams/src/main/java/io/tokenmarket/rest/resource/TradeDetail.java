package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * One trade.
 *
 * @param number position among the interval's trades, from 0
 * @param awardedTier the tier bought, or a faster one
 * @param price $ per million tokens
 * @param paid $ by the consumer
 * @param fee $ of it kept by the exchange
 * @param netted whether seller and buyer are one
 */
public record TradeDetail(
    int number,
    String tier,
    String awardedTier,
    String offerId,
    String factory,
    String site,
    String hardware,
    String demandId,
    String consumer,
    BigInteger tokens,
    BigDecimal price,
    BigDecimal paid,
    BigDecimal fee,
    boolean netted) {}
