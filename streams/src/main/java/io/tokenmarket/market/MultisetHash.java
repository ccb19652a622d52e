package io.tokenmarket.market;

import java.nio.ByteBuffer;

/**
 * A hash of many items that costs one addition when an item comes or goes: the sum of their SHA-256
 * digests, as four lanes modulo 2^64. In whatever sequence the items came, the sum is the same.
 */
final class MultisetHash {
  private final long[] lanes = new long[4];

  void add(byte[] digest) {
    ByteBuffer words = ByteBuffer.wrap(digest);
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] += words.getLong();
    }
  }

  void remove(byte[] digest) {
    ByteBuffer words = ByteBuffer.wrap(digest);
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] -= words.getLong();
    }
  }

  byte[] sum() {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    for (long lane : lanes) {
      bytes.putLong(lane);
    }
    return bytes.array();
  }
}
