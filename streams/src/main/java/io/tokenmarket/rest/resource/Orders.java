package io.tokenmarket.rest.resource;

import java.util.List;
import java.util.Map;

/**
 * A participant's open orders, by market and time.
 *
 * @param logPosition by market: these are the orders open there
 * @param next cursor of the next page, null on the last
 */
public record Orders(
    String participant, Map<String, Long> logPosition, List<Order> orders, @Nullable String next) {}
