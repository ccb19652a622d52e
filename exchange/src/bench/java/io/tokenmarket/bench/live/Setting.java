package io.tokenmarket.bench.live;

import java.util.Map;

/**
 * What a row is measured with.
 *
 * @param config further settings of Kafka
 * @param profile whether to say where the time goes
 */
record Setting(
    int markets, long intervalMillis, long commands, Map<String, String> config, boolean profile) {

  /** One market in one partition, four in four, many in twelve. */
  int partitions() {
    return markets == 1 ? 1 : markets <= 4 ? 4 : 12;
  }

  Markets named() {
    return Markets.of(markets, intervalMillis);
  }
}
