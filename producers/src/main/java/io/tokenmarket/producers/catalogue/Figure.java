package io.tokenmarket.producers.catalogue;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A number and where it comes from.
 *
 * @param value in the unit its owner states
 * @param mark its source
 */
public record Figure(BigDecimal value, Mark mark) {
  public Figure {
    Objects.requireNonNull(value, "a figure needs a value");
    Objects.requireNonNull(mark, "a figure needs a mark: S, C, D or E");
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a figure is not negative, but this one is " + value);
    }
  }
}
