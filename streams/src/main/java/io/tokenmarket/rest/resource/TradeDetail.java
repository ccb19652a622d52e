package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * One trade.
 *
 * @param number position among the interval's trades, from 0
 * @param price $ per million tokens
 * @param paid $ by the consumer
 * @param fee $ of it kept by the exchange
 */
public record TradeDetail(
    int number,
    String tier,
    String offerId,
    String factory,
    String site,
    String hardware,
    String demandId,
    String consumer,
    BigInteger tokens,
    BigDecimal price,
    BigDecimal paid,
    BigDecimal fee) {}
