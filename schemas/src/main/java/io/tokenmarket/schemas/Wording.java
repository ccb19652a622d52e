package io.tokenmarket.schemas;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a library's messages mean, in words for whoever wrote what it read: a table of how it says
 * something and what is meant by that, of which the first that is found counts.
 */
public final class Wording {
  private static final int QUOTED = 60;

  private final List<Meant> table;

  private Wording(List<Meant> table) {
    this.table = table;
  }

  /**
   * @param said an expression that is found within the message
   * @param words what is meant; {@code $1} is the first group of what is found
   */
  public record Meant(Pattern said, String words) {
    public static Meant of(String said, String words) {
      return new Meant(Pattern.compile(said), words);
    }

    private String filled(MatchResult found) {
      return found.groupCount() == 0 ? words : words.replace("$1", cut(found.group(1)));
    }
  }

  public static Wording of(Meant... table) {
    return new Wording(List.of(table));
  }

  /** What a message means, empty where the table does not have it. */
  public Optional<String> words(String message) {
    for (Meant meant : table) {
      Matcher found = meant.said().matcher(message);
      if (found.find()) {
        return Optional.of(meant.filled(found));
      }
    }
    return Optional.empty();
  }

  /** As much of a text that somebody sent as a sentence takes. */
  static String cut(String text) {
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
  }
}
