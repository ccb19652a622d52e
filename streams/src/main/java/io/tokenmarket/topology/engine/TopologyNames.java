package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.Topics;
import java.util.Map;
import java.util.stream.Collectors;

/** The names of the topology's nodes and stores; they name metrics and changelog topics. */
final class TopologyNames {
  static final String INTAKE = "intake";
  static final String INTAKE_LOG = "intake-log";
  static final String INTAKE_REFUSALS = "intake-refusals";
  static final String INTAKE_DEAD_LETTERS = "intake-dead-letters";

  static final String MARKET = "market";
  static final String TIMES = "times";
  static final String MARKET_DEAD_LETTERS = "market-dead-letters";

  static final String SNAPSHOT = "market-snapshot";
  static final String HANDLED_LOG = "handled-log";
  static final String SCHEMA_IDS = "schema-ids";

  private static final Map<String, String> SINKS =
      Topics.PUBLISHED.stream()
          .collect(Collectors.toUnmodifiableMap(topic -> topic, topic -> "market-" + topic));

  private TopologyNames() {}

  /** Of what publishes on a topic what came of the market log. */
  static String sink(String topic) {
    return SINKS.get(topic);
  }
}
