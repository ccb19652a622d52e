package io.tokenmarket.replay;

/**
 * A record that is none of the exchange's, where only the exchange writes. It has no effect.
 *
 * @param topic as the protocol names it
 */
public record ForeignRecord(String topic, int partition, long offset) {}
