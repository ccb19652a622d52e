package io.tokenmarket.topology.engine;

/** The names of the topology's nodes and stores; they name metrics and changelog topics. */
final class TopologyNames {
  static final String INTAKE = "intake";
  static final String INTAKE_LOG = "intake-log";
  static final String INTAKE_REFUSALS = "intake-refusals";
  static final String INTAKE_DEAD_LETTERS = "intake-dead-letters";

  static final String MARKET = "market";
  static final String TIMES = "times";
  static final String CLEARINGS = "market-clearings";
  static final String TRADES = "market-trades";
  static final String INDICATIVE_CLEARINGS = "market-indicative-clearings";
  static final String SETTLEMENTS = "market-settlements";
  static final String ORDER_EVENTS = "market-order-events";
  static final String MARKET_DEAD_LETTERS = "market-dead-letters";

  static final String SNAPSHOT = "market-snapshot";
  static final String HANDLED_LOG = "handled-log";
  static final String SCHEMA_IDS = "schema-ids";

  private TopologyNames() {}
}
