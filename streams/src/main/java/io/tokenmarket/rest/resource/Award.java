package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What an order got in an auction.
 *
 * @param price clearing price, $ per million tokens
 * @param value $: what a buyer pays, or a seller is paid before the fee
 * @param fee $ the exchange keeps of it; 0 for a buyer
 */
public record Award(
    String market,
    long interval,
    String orderId,
    String tier,
    BigInteger tokens,
    BigDecimal price,
    BigDecimal value,
    BigDecimal fee,
    long logPosition) {}
