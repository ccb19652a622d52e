package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Wording;
import io.tokenmarket.schemas.Wording.Meant;
import java.util.Locale;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What is wrong with a text of YAML, in words for its author: the library speaks of its tokens. */
final class YamlTrouble {
  private static final Wording WORDS =
      Wording.of(
          Meant.of("aliases .*?(\\d+)", "it has more than $1 aliases"),
          Meant.of("nesting depth .*?(\\d+)", "it is nested deeper than $1 levels"),
          Meant.of("special characters", "it has characters that no text has"),
          Meant.of("\\(tab\\)", "a tab stands where blanks must"),
          Meant.of("expected ',' or", "a list or block in brackets is not closed"),
          Meant.of("expected ':'", "a colon is missing behind a field's name"),
          Meant.of("mapping values", "a colon stands in a value that is not in quotation marks"),
          Meant.of("block|indent", "a line is not indented as those around it"),
          Meant.of("alias|anchor", "it refers to what does not stand before it"),
          Meant.of("end of stream", "it ends before it is whole"),
          Meant.of("escape", "a backslash has nothing behind it that it may have"),
          Meant.of("tag", "it names a type with !, which is not taken"),
          Meant.of("document", "it has more than one document"),
          Meant.of("", "what stands there is not expected"));

  private YamlTrouble() {}

  /** As it is put in a sentence: "not YAML (a tab is where blanks must)". */
  static String words(YAMLException trouble) {
    String said =
        trouble instanceof MarkedYAMLException marked ? marked.getProblem() : trouble.getMessage();
    return WORDS.words(String.valueOf(said).toLowerCase(Locale.ROOT)).orElseThrow();
  }
}
