package io.tokenmarket.rest.resource;

import java.util.List;

/**
 * How far this node has read.
 *
 * @param status UP or DOWN
 * @param reason why DOWN, null where UP
 * @param partitions by topic and partition
 */
public record Node(
    String status,
    @Nullable String reason,
    List<PartitionStatus> partitions,
    List<MarketStatus> markets) {

  /**
   * One partition of a topic.
   *
   * @param position offset of the next record to be read
   * @param lag committed records that are not read yet
   */
  public record PartitionStatus(String topic, int partition, long position, long lag) {}

  /**
   * One market.
   *
   * @param logPosition how far its log is read
   * @param lastInterval of the last clearing read, null before the first
   * @param clearedPosition log position of that clearing
   */
  public record MarketStatus(
      String market,
      long logPosition,
      @Nullable Long lastInterval,
      @Nullable Long clearedPosition) {}
}
