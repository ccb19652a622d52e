package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.DemandException;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A field of a scenario file or of another of its kind, and what is expected there.
 *
 * @param path field names (String) and indexes (Integer) from the root
 */
public record FieldPath(List<Object> path) {
  public static final FieldPath ROOT = new FieldPath(List.of());

  /** The field of this name, or the entry at this index, within this one. */
  public FieldPath at(Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return new FieldPath(longer);
  }

  public ScenarioProblem problem(String message, Object... parts) {
    return new ScenarioProblem(path, String.format(Locale.ROOT, message, parts));
  }

  /** The value, which must be there; the example mends it. */
  public <T> T required(T value, String example) {
    if (value == null) {
      throw problem("is missing; add one, such as '%s'", example);
    }
    return value;
  }

  /** The number, which must be above 0. */
  public BigDecimal positive(BigDecimal value) {
    if (value.signum() <= 0) {
      throw problem("is %s; give a number above 0", value.toPlainString());
    }
    return value;
  }

  /** The number in units of 10^-decimals. */
  public long whole(BigDecimal value, int decimals) {
    try {
      return value.setScale(decimals).unscaledValue().longValueExact();
    } catch (ArithmeticException tooFineOrTooLarge) {
      throw problem(
          "is %s; give at most %d decimals and a size that fits in 63 bits",
          value.toPlainString(), decimals);
    }
  }

  /** $ per million tokens as ticks. */
  public long ticks(BigDecimal dollars) {
    long ticks = whole(dollars, 6);
    if (ticks < 0 || ticks >= Units.PRICE_LIMIT) {
      throw problem("is $%s; prices are $0 to $1,073.741823", dollars.toPlainString());
    }
    return ticks;
  }

  /** The name, which must be one of these. */
  public String known(String name, Collection<String> names) {
    if (!names.contains(name)) {
      throw problem("'%s' is unknown; %s", name, DidYouMean.hint(name, names));
    }
    return name;
  }

  /** What is made of the field's values; where they are refused, the refusal is of this field. */
  public <T> T made(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | DemandException refused) {
      throw problem("is refused: %s", refused.getMessage());
    }
  }
}
