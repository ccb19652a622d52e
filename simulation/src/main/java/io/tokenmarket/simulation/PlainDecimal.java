package io.tokenmarket.simulation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A number of so few digits that it can be reckoned with: one like 1e400000000 takes the memory of
 * its zeros from whoever does.
 */
final class PlainDecimal extends StdScalarDeserializer<BigDecimal> {
  private static final long serialVersionUID = 1L;
  private static final Pattern SHORT = Pattern.compile("[-+]?[0-9._]{1,40}([eE][-+]?[0-9]{1,2})?");

  PlainDecimal() {
    super(BigDecimal.class);
  }

  @Override
  public BigDecimal deserialize(JsonParser yaml, DeserializationContext context)
      throws IOException {
    if (!yaml.currentToken().isNumeric()) {
      throw MismatchedInputException.from(yaml, BigDecimal.class, "no number");
    }
    if (!SHORT.matcher(yaml.getText()).matches()) {
      throw InvalidFormatException.from(yaml, "too long", yaml.getText(), BigDecimal.class);
    }
    return yaml.getDecimalValue();
  }
}
