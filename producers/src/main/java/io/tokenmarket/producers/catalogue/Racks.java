package io.tokenmarket.producers.catalogue;

import java.math.BigDecimal;

/**
 * The racks of one kind in a pod of hardware that has several: a pool of power.
 *
 * @param pool its name within the pod
 * @param racks of it in a pod
 * @param kilowattsPerRack all-in
 */
public record Racks(String pool, Figure racks, Figure kilowattsPerRack) {
  public Racks {
    if (pool == null || pool.isEmpty()) {
      throw new IllegalArgumentException("a pool needs a name");
    }
    if (racks.value().multiply(kilowattsPerRack.value()).signum() == 0) {
      throw new IllegalArgumentException("pool '" + pool + "' has no power");
    }
  }

  /** Power of the pool in a pod. */
  BigDecimal kilowatts() {
    return racks.value().multiply(kilowattsPerRack.value());
  }
}
