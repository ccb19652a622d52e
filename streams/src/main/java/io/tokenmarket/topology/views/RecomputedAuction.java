package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import java.util.List;

/**
 * An auction as the log gives it, with the orders it was held over.
 *
 * @param rules those it was held by
 * @param orders in log order, without the poisonous ones
 * @param clearing equal to the published one, bytes and hash
 * @param awards all of them
 */
public record RecomputedAuction(
    MarketDefinition rules, List<OpenOrder> orders, Clearing clearing, List<OrderAwarded> awards) {

  /** What one without orders costs to keep, in orders. */
  private static final int EMPTY = 50;

  /** What it costs to keep, in orders. */
  int size() {
    return EMPTY + orders.size() + awards.size();
  }
}
