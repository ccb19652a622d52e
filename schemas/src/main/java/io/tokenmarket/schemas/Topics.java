package io.tokenmarket.schemas;

/** The names of the exchange's topics; what each holds stands in {@code docs/protocol.md}. */
public final class Topics {
  public static final String SUPPLY_OFFERS = "supply-offers";
  public static final String TOKEN_DEMAND = "token-demand";
  public static final String MARKET_DEFINITIONS = "market-definitions";
  public static final String MARKET_OPERATIONS = "market-operations";
  public static final String DELIVERIES = "deliveries";
  public static final String MARKET_LOG = "market-log";
  public static final String ORDER_EVENTS = "order-events";
  public static final String CLEARINGS = "clearings";
  public static final String TRADES = "trades";
  public static final String INDICATIVE_CLEARINGS = "indicative-clearings";
  public static final String SETTLEMENTS = "settlements";
  public static final String DEAD_LETTERS = "dead-letters";

  private Topics() {}
}
