package io.tokenmarket.simulation;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tokenmarket.schemas.JsonTrouble;
import io.tokenmarket.schemas.SmallFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the shape of a scenario file, or of another file of its kind; says of every mistake in
 * which line it is and what mends it.
 */
public final class ScenarioReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(new SimpleModule().addDeserializer(BigDecimal.class, new PlainDecimal()))
          .build();

  private static final Map<Class<?>, String> KINDS =
      Map.of(
          Long.class, "a whole number",
          Integer.class, "a whole number",
          BigDecimal.class, "a number",
          String.class, "a text",
          Moment.class, "an interval such as 120 or a time such as 2026-01-01T00:00:00Z",
          Instant.class, "a time such as 2026-01-01T00:00:00Z");

  /** Bytes of a file; the largest that ships has a hundredth of it. */
  private static final int LARGEST = 1 << 20;

  private static final int MOST_QUOTED = 60;

  private final String name;
  private final ScenarioLines lines;

  private ScenarioReader(String name, String yaml) {
    this.name = name;
    this.lines = lines(name, yaml);
  }

  /**
   * The text in a file, which must be small.
   *
   * @throws IOException where it cannot be read, is larger than such a file may be, or no UTF-8
   */
  public static String text(Path file) throws IOException {
    return SmallFile.text(file, LARGEST);
  }

  /**
   * The scenario in the text.
   *
   * @param name how the author knows the file
   * @param folder where relative trace files are
   * @throws ScenarioException where the text is none
   */
  static Scenario read(String name, Path folder, String yaml) {
    return read(
        name, yaml, ScenarioFile.EMPTY, file -> new ScenarioCheck(name, folder, file).scenario());
  }

  /**
   * What is made of the text's fields.
   *
   * @param name how the author knows the file
   * @param empty what a text without a field is bound to
   * @param check makes it; its problems are named with file, line and field
   * @throws ScenarioException where the text does not have the form of {@code empty}, or the check
   *     finds a problem
   */
  public static <F, T> T read(String name, String yaml, F empty, Function<F, T> check) {
    ScenarioReader reader = new ScenarioReader(name, yaml);
    F file = reader.bind(yaml, empty);
    try {
      return check.apply(file);
    } catch (ScenarioProblem problem) {
      throw reader.at(problem.path(), problem.getMessage(), problem);
    }
  }

  @SuppressWarnings("unchecked")
  private <F> F bind(String yaml, F empty) {
    try {
      return lines.isEmpty() ? empty : (F) YAML.readValue(yaml, empty.getClass());
    } catch (UnrecognizedPropertyException e) {
      throw at(path(e), "is no field; " + DidYouMean.hint(e.getPropertyName(), known(e)), e);
    } catch (MismatchedInputException e) {
      throw at(path(e), mismatch(e), e);
    } catch (JsonProcessingException e) {
      throw in(line(e.getLocation()), JsonTrouble.reason(e) + "; mend the line", e);
    }
  }

  private static ScenarioLines lines(String name, String yaml) {
    try {
      return new ScenarioLines(yaml);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark().getLine() + 1;
      throw new ScenarioException(
          "%s, line %s: not YAML (%s); mend the line".formatted(name, line, YamlTrouble.words(e)),
          e);
    } catch (YAMLException e) {
      throw new ScenarioException(
          "%s is not taken as YAML (%s); mend the file".formatted(name, YamlTrouble.words(e)), e);
    }
  }

  private static Collection<String> known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
  }

  private String mismatch(MismatchedInputException e) {
    String wanted = KINDS.getOrDefault(e.getTargetType(), structure(e.getTargetType()));
    String written = lines.value(path(e)).map(ScenarioReader::quoted).orElse("");
    if (e instanceof InvalidFormatException && e.getTargetType() == BigDecimal.class) {
      return written + "is too long a number; write at most 40 digits";
    }
    return written + "is not " + wanted + "; write one";
  }

  private static String quoted(String value) {
    return "'"
        + (value.length() > MOST_QUOTED ? value.substring(0, MOST_QUOTED) + "..." : value)
        + "' ";
  }

  private static String structure(Class<?> type) {
    return Collection.class.isAssignableFrom(type) ? "a list" : "a block of fields";
  }

  private static List<Object> path(JsonMappingException e) {
    List<Object> path = new ArrayList<>();
    e.getPath()
        .forEach(
            step ->
                path.add(
                    step.getFieldName() == null ? (Object) step.getIndex() : step.getFieldName()));
    return path;
  }

  private static int line(JsonLocation location) {
    return location == null ? 1 : location.getLineNr();
  }

  private ScenarioException at(List<?> path, String problem, Exception cause) {
    return in(lines.line(path), dotted(path) + " " + problem, cause);
  }

  private ScenarioException in(int line, String problem, Exception cause) {
    return new ScenarioException("%s, line %s: %s".formatted(name, line, problem), cause);
  }

  private static String dotted(List<?> path) {
    StringBuilder text = new StringBuilder();
    for (Object step : path) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step);
      }
    }
    return text.isEmpty() ? "the file" : text.toString();
  }
}
