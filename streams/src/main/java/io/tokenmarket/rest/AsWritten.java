package io.tokenmarket.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Decimals that are shown as their sender wrote them: a refusal of 1e999 names 1e999. */
final class AsWritten extends JsonNodeFactory {
  private static final long serialVersionUID = 1L;

  private final transient JsonParser parser;

  /**
   * @param parser that the numbers are read with
   */
  AsWritten(JsonParser parser) {
    super(true);
    this.parser = parser;
  }

  @Override
  public ValueNode numberNode(BigDecimal number) {
    try {
      return new Written(number, parser.getText());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a number that was read has a text", impossible);
    }
  }

  private static final class Written extends DecimalNode {
    private static final long serialVersionUID = 1L;

    private final String text;

    Written(BigDecimal number, String text) {
      super(number);
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
