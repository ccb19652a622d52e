package io.tokenmarket.rest;

import io.tokenmarket.rest.security.Key;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param address of their machine or network
 * @param key empty where they sent none
 * @param isCounted whether they are one of many; without keys there is this machine alone
 */
record Caller(String address, Optional<Key> key, boolean isCounted) {
  boolean hasKey() {
    return key.isPresent();
  }

  /** Under which they are counted. */
  String name() {
    return key.map(known -> "key " + known.id()).orElse(address);
  }
}
