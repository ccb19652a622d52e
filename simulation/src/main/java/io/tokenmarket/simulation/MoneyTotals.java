package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;

/**
 * Money that changed hands, $ to the nano-dollar.
 *
 * @param in paid by buyers
 * @param out received by sellers
 * @param fees kept by the exchange
 */
public record MoneyTotals(BigDecimal in, BigDecimal out, BigDecimal fees) {
  static final MoneyTotals ZERO = new MoneyTotals(Units.money(0), Units.money(0), Units.money(0));

  /**
   * @throws IllegalStateException where money was made or lost
   */
  public MoneyTotals {
    if (in.compareTo(out.add(fees)) != 0) {
      throw new IllegalStateException(
          "money in $" + in + " is not money out $" + out + " + fees $" + fees);
    }
  }

  MoneyTotals plus(MoneyTotals other) {
    return new MoneyTotals(in.add(other.in), out.add(other.out), fees.add(other.fees));
  }

  @Override
  public String toString() {
    return "money in $%s = money out $%s + fees $%s"
        .formatted(in.toPlainString(), out.toPlainString(), fees.toPlainString());
  }
}
