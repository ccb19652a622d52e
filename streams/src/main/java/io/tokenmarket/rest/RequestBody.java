package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.tokenmarket.schemas.JsonTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.eclipse.jetty.http.HttpException;

/**
 * The body of a request, read as far as it may be long, and strictly: it is one JSON object in
 * UTF-8 as its published schema has it, and nothing in it could be meant in two ways.
 */
final class RequestBody {
  static final int LARGEST = 64 << 10;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private RequestBody() {}

  /** The body as this type; where it does not fit, the refusal names the field. */
  static <T> T read(Context context, Class<T> type) {
    return read(bytes(context), type);
  }

  /**
   * All of it, at most {@link #LARGEST} bytes, whatever length was told or not.
   *
   * @throws RefusedException where it is longer, no more of it is read; or is not sent whole
   */
  static byte[] bytes(Context context) {
    if (context.req().getContentLengthLong() > LARGEST) {
      throw tooLarge();
    }
    try (InputStream input = context.req().getInputStream()) {
      byte[] bytes = input.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw tooLarge();
      }
      return bytes;
    } catch (IOException | HttpException.RuntimeException cutOff) {
      throw ProblemType.BAD_BODY.because(
          "The body is not sent whole, or not in the form that the headers say.");
    }
  }

  private static RefusedException tooLarge() {
    return ProblemType.BODY_TOO_LARGE.because(
        "A body has at most " + LARGEST + " bytes; no command needs more.");
  }

  /** The same of these bytes. */
  static <T> T read(byte[] body, Class<T> type) {
    JsonNode json = tree(text(body));
    BodyRules.of(type)
        .violation(json)
        .ifPresent(
            wrong -> {
              throw ProblemType.BAD_BODY.because(wrong);
            });
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what its schema takes cannot be read", impossible);
    }
  }

  private static String text(byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      if (text.isBlank()) {
        throw ProblemType.BAD_BODY.because("The body is empty but must be a JSON object.");
      }
      if (text.charAt(0) == '\ufeff') {
        throw ProblemType.BAD_BODY.because("The body begins with a byte order mark; leave it out.");
      }
      return text;
    } catch (CharacterCodingException otherwise) {
      throw ProblemType.BAD_BODY.because("The body is not UTF-8, as JSON is.");
    }
  }

  private static JsonNode tree(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      try {
        return MAPPER.reader().with(new AsWritten(parser)).readTree(parser);
      } catch (JsonProcessingException noJson) {
        throw ProblemType.BAD_BODY.because(
            "The body %s.".formatted(JsonTrouble.words(noJson, parser)));
      } catch (NumberFormatException endless) {
        throw ProblemType.BAD_BODY.because(
            "The body is no JSON: a number has an exponent that nothing can hold (%s)."
                .formatted(parser.getParsingContext().pathAsPointer()));
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("a text can be read", impossible);
    }
  }
}
