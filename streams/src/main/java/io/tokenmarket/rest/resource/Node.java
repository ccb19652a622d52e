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
   * @param unreadable records that could not be read since the node started
   * @param lastUnreadable offset of the last of them, null where there is none
   */
  public record PartitionStatus(
      String topic,
      int partition,
      long position,
      long lag,
      long unreadable,
      @Nullable Long lastUnreadable) {}

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
