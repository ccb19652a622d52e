package io.tokenmarket.topology.views;

/**
 * What a partition of a topic has that cannot be read, as far as this node met it since it started.
 *
 * @param count how many records
 * @param offset of the last
 * @param why it cannot be read
 */
public record Unreadable(String topic, int partition, long count, long offset, String why) {}
