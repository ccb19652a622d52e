package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;

/**
 * What trading came to for one participant, $ to the nano-dollar.
 *
 * @param turnover paid as a buyer, received as a seller after fees
 * @param surplus as in {@link Surplus}
 */
public record Account(BigDecimal turnover, BigDecimal surplus) {
  static final Account NOTHING = new Account(Units.money(0), Units.money(0));

  Account plus(Account other) {
    return new Account(turnover.add(other.turnover), surplus.add(other.surplus));
  }
}
