package io.tokenmarket.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** Where Kafka's producers put a key. */
final class Partitions {
  private Partitions() {}

  static int of(String key, int count) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count;
  }
}
