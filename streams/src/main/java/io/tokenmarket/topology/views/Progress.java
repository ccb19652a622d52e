package io.tokenmarket.topology.views;

/**
 * How far a partition of a topic is read.
 *
 * @param position offset of the next record to be read, as last noted
 * @param lag committed records that were not read then
 */
public record Progress(String topic, int partition, long position, long lag) {}
