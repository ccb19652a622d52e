package io.tokenmarket.topology.views;

/**
 * How far a partition of a topic is read.
 *
 * @param position offset of the next record to be read
 * @param goal where that must be before anything is answered: as far as the topic was when the node
 *     started, and as it was read once
 * @param lag committed records that are not read yet
 */
public record Progress(String topic, int partition, long position, long goal, long lag) {}
