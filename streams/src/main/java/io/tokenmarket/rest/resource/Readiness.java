package io.tokenmarket.rest.resource;

import java.util.List;

/**
 * Whether a node does all that it is for, part by part.
 *
 * @param status UP or DOWN
 * @param reason why DOWN, null where UP
 * @param parts what it is made of
 * @param topics how far each topic is read of what must be before questions are answered
 */
public record Readiness(
    String status, @Nullable String reason, List<PartStatus> parts, List<TopicStatus> topics) {

  /**
   * Whether a part of the node does its work.
   *
   * @param status UP or DOWN
   * @param reason why DOWN, null where UP
   */
  public record PartStatus(String part, String status, @Nullable String reason) {}

  /**
   * One topic.
   *
   * @param read offsets that are read, over all partitions
   * @param end where that must be: as far as the topic was when the node started
   */
  public record TopicStatus(String topic, long read, long end) {}
}
