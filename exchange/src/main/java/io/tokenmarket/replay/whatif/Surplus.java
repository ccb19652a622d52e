package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;

/**
 * What trading was worth to those who did, $ to the nano-dollar.
 *
 * @param buyers sum of lots x (limit - price)
 * @param sellers sum of lots x (price - ask), less the fees
 */
public record Surplus(BigDecimal buyers, BigDecimal sellers) {
  static final Surplus ZERO = new Surplus(Units.money(0), Units.money(0));

  Surplus plus(Surplus other) {
    return new Surplus(buyers.add(other.buyers), sellers.add(other.sellers));
  }
}
