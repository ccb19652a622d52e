package io.tokenmarket.schemas;

import java.util.List;

/**
 * The names of an exchange's topics, as far as {@link ExchangeName} adds nothing; what each holds
 * is in {@code docs/protocol.md}.
 */
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

  /** Those that participants and operators write to, and intake reads. */
  public static final List<String> COMMANDS =
      List.of(SUPPLY_OFFERS, TOKEN_DEMAND, MARKET_DEFINITIONS, MARKET_OPERATIONS, DELIVERIES);

  /** What the exchange makes of the market log, each record caused by one entry. */
  public static final List<String> PUBLISHED =
      List.of(CLEARINGS, TRADES, ORDER_EVENTS, INDICATIVE_CLEARINGS, SETTLEMENTS);

  private Topics() {}
}
