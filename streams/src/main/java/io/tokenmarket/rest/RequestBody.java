package io.tokenmarket.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The body of a request, read as far as it may be long, and strictly: what could be meant in two
 * ways, or is left out, is refused.
 */
final class RequestBody {
  static final int LARGEST = 64 << 10;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(new SimpleModule().addDeserializer(BigDecimal.class, new Decimal()))
          .build();

  private RequestBody() {}

  /** The body as this type; where it does not fit, the refusal names the field. */
  static <T> T read(Context context, Class<T> type) {
    try {
      return read(bytes(context), type);
    } catch (IOException cutOff) {
      throw Refusal.BAD_BODY.because("The body ends before its end.");
    }
  }

  /**
   * All of it, at most {@link #LARGEST} bytes, whatever length was told or not.
   *
   * @throws RefusedException where it is longer; no more of it is read
   */
  static byte[] bytes(Context context) throws IOException {
    if (context.req().getContentLengthLong() > LARGEST) {
      throw tooLarge();
    }
    try (InputStream input = context.req().getInputStream()) {
      byte[] bytes = input.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw tooLarge();
      }
      return bytes;
    }
  }

  private static RefusedException tooLarge() {
    return Refusal.BODY_TOO_LARGE.because(
        "A body has at most " + LARGEST + " bytes; no command needs more.");
  }

  /** The same of these bytes. */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      T read = MAPPER.readValue(body, type);
      if (read == null) {
        throw Refusal.BAD_BODY.because("The body is null but must be a JSON object.");
      }
      return read;
    } catch (UnrecognizedPropertyException unknown) {
      throw Refusal.BAD_BODY.because(
          "The body has a field \"%s\" that is not known; the fields here are %s."
              .formatted(path(unknown), String.join(", ", names(unknown))));
    } catch (MismatchedInputException wrong) {
      throw Refusal.BAD_BODY.because(
          wrong.getPath().isEmpty()
              ? "The body must be one JSON object and nothing behind it."
              : "The field \"%s\" of the body must be %s."
                  .formatted(path(wrong), expected(wrong.getTargetType())));
    } catch (JsonProcessingException noJson) {
      throw Refusal.BAD_BODY.because("The body is no JSON: " + noJson.getOriginalMessage() + ".");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String path(JsonMappingException wrong) {
    return wrong.getPath().stream()
        .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static List<String> names(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
  }

  private static String expected(Class<?> type) {
    if (type == BigDecimal.class) {
      return "a number like \"3.00\"";
    }
    if (type == Long.class || type == BigInteger.class || type.isPrimitive()) {
      return "a whole number";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == String.class ? "a text" : type == Boolean.class ? "true or false" : "an object";
  }

  /**
   * A decimal as text or number, in plain notation: one like 1e400000000 would cost its length in
   * memory to whoever reckons with it.
   */
  private static final class Decimal extends StdScalarDeserializer<BigDecimal> {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");

    Decimal() {
      super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (!json.currentToken().isScalarValue() || !PLAIN.matcher(json.getText()).matches()) {
        throw MismatchedInputException.from(json, BigDecimal.class, "no plain decimal");
      }
      return new BigDecimal(json.getText());
    }
  }
}
