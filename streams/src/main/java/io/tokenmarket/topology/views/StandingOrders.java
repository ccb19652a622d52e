package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import java.util.List;

/**
 * The orders open in a market.
 *
 * @param logPosition everything in the log up to there has had its effect
 * @param rules those of the coming auction
 * @param auctions held so far
 * @param orders in log order
 */
public record StandingOrders(
    long logPosition, MarketDefinition rules, long auctions, List<OpenOrder> orders) {}
