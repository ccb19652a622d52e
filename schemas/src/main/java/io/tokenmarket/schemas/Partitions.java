package io.tokenmarket.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** Where the producers of Kafka's own client put a key: the partitioner of the protocol. */
public final class Partitions {
  private Partitions() {}

  /**
   * @param count of the topic's partitions
   */
  public static int of(String key, int count) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count;
  }
}
