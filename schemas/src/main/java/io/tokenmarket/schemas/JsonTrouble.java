package io.tokenmarket.schemas;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.tokenmarket.schemas.Wording.Meant;

/**
 * What is wrong with a text of JSON, in words for whoever wrote it: the library's speak of its own
 * features and classes.
 */
public final class JsonTrouble {
  private static final Wording SYNTAX =
      Wording.of(
          Meant.of("Duplicate field '(.*)'", "the field \"$1\" stands there twice"),
          Meant.of("non-standard\\) comment", "comments are not part of it"),
          Meant.of("Non-standard token '(.*?)'", "$1 is no number of it"),
          Meant.of("Unrecognized token '(.*?)'", "$1 is no value of it"),
          Meant.of("Unexpected end-of-input", "it ends before it is whole"),
          Meant.of("Expected a field name", "a field's name is expected"),
          Meant.of("start field name", "a field's name in quotation marks is expected"),
          Meant.of("a colon to separate", "a colon is expected behind a field's name"),
          Meant.of("comma to separate", "a comma or a closing bracket is expected"),
          Meant.of("close marker", "a bracket closes that is not the one that is open"),
          Meant.of("unquoted character", "a control character must be written with a backslash"),
          Meant.of("character escape", "a backslash has nothing behind it that it may have"),
          Meant.of("surrogate", "a character is written by half"),
          Meant.of("(?i)numeric value|number|digit|leading", "a number is not written as one"),
          Meant.of("UTF-8|UTF-32", "it is no UTF-8 text"),
          Meant.of("", "what stands there is not expected"));

  private static final Wording SIZE =
      Wording.of(
          Meant.of("nesting depth .*allowed \\((\\d+)", "it is nested deeper than $1 levels"),
          Meant.of("Number .*allowed \\((\\d+)", "a number has more than $1 digits"),
          Meant.of("scale", "a number has an exponent that nothing can hold"),
          Meant.of("", "a name or a text is too long"));

  private JsonTrouble() {}

  /** As it is put in a sentence: "x is no JSON: it ends before it is whole (line 1, column 7)". */
  public static String words(JsonProcessingException trouble) {
    return words(trouble, trouble.getProcessor() instanceof JsonParser parser ? parser : null);
  }

  /**
   * The same where the exception itself may not say at which place it was thrown.
   *
   * @param parser that the text was read with; null where that is not known
   */
  public static String words(JsonProcessingException trouble, JsonParser parser) {
    return said(trouble) + place(trouble.getLocation(), parser);
  }

  /** The same of another notation that is read with the same library, without the place. */
  public static String reason(JsonProcessingException trouble) {
    Wording table = trouble instanceof StreamConstraintsException ? SIZE : SYNTAX;
    return table.words(trouble.getOriginalMessage()).orElseThrow();
  }

  private static String said(JsonProcessingException trouble) {
    if (trouble instanceof StreamConstraintsException) {
      return "is more than is read here: " + reason(trouble);
    }
    if (trouble instanceof JsonMappingException unfit) {
      return unfit.getOriginalMessage().startsWith("Trailing token")
          ? "is no JSON: more stands behind its end"
          : "is not of the form that is expected: " + unfit(unfit);
    }
    return "is no JSON: " + reason(trouble);
  }

  private static String unfit(JsonMappingException unfit) {
    if (unfit.getCause() instanceof IllegalArgumentException rule) {
      return rule.getMessage();
    }
    String field = path(unfit);
    if (unfit instanceof UnrecognizedPropertyException) {
      return "the field \"%s\" is not known".formatted(Wording.cut(field));
    }
    return (field.isEmpty() ? "the whole" : "the field \"%s\"".formatted(Wording.cut(field)))
        + " holds something else";
  }

  private static String path(JsonMappingException unfit) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : unfit.getPath()) {
      path.append(
          step.getFieldName() == null
              ? "[" + step.getIndex() + "]"
              : (path.isEmpty() ? "" : ".") + step.getFieldName());
    }
    return path.toString();
  }

  private static String place(JsonLocation thrown, JsonParser parser) {
    String field = parser == null ? "" : pointer(parser);
    JsonLocation at = thrown == null && parser != null ? parser.currentLocation() : thrown;
    String line =
        at == null ? "" : "line %s, column %s".formatted(at.getLineNr(), at.getColumnNr());
    String place = field + (field.isEmpty() || line.isEmpty() ? "" : ", ") + line;
    return place.isEmpty() ? "" : " (" + place + ")";
  }

  /** The field that is being read, in the form of RFC 6901; empty in the outermost. */
  private static String pointer(JsonParser parser) {
    return Wording.cut(parser.getParsingContext().pathAsPointer().toString());
  }
}
