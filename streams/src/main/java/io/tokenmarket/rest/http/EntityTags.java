package io.tokenmarket.rest.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The entity tags of a condition (RFC 9110, 8.8.3 and 13.1). */
public final class EntityTags {
  private static final String WEAK = "W/";
  private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E]*\"";
  private static final Pattern ONE = Pattern.compile(TAG);
  private static final Pattern LIST =
      Pattern.compile("[, \\t]*" + TAG + "(?:[ \\t]*,[, \\t]*" + TAG + ")*[, \\t]*");

  private final boolean any;
  private final List<String> tags;

  private EntityTags(boolean any, List<String> tags) {
    this.any = any;
    this.tags = tags;
  }

  /**
   * The condition in a header, empty where it is not sent.
   *
   * @throws UnreadableException where it is no list of tags
   */
  public static Optional<EntityTags> in(Fields fields, String header) {
    return fields.list(header).map(sent -> read(header, sent));
  }

  static EntityTags read(String header, String sent) {
    if (sent.equals("*")) {
      return new EntityTags(true, List.of());
    }
    if (!LIST.matcher(sent).matches()) {
      throw UnreadableException.of(
          "The header " + header, sent, "one asterisk, or tags in quotation marks, as in \"abc\"");
    }
    return new EntityTags(false, ONE.matcher(sent).results().map(MatchResult::group).toList());
  }

  /** Whether anything that is there will do. */
  public boolean isAny() {
    return any;
  }

  /** What is in the quotation marks of those that are not weak. */
  public List<String> strong() {
    return tags.stream()
        .filter(tag -> !tag.startsWith(WEAK))
        .map(tag -> tag.substring(1, tag.length() - 1))
        .toList();
  }

  /** Whether one of them is of this answer, weak or not (RFC 9110, 8.8.3.2). */
  public boolean matchesWeakly(String opaque) {
    String quoted = '"' + opaque + '"';
    return any
        || tags.stream()
            .anyMatch(tag -> tag.endsWith(quoted) && tag.length() <= quoted.length() + 2);
  }

  /** Whether one of them is this tag and neither is weak. */
  public boolean matchesStrongly(String opaque) {
    return any || strong().contains(opaque);
  }
}
