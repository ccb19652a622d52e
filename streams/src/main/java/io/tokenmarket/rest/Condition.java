package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.rest.http.EntityTags;
import io.tokenmarket.rest.http.Fields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a command is made conditional on (RFC 9110, 13.1): the version that an order had. */
final class Condition {
  private static final Pattern VERSION = Pattern.compile("0|[1-9]\\d{0,17}");
  private static final long ANY = -1;

  private Condition() {}

  /**
   * The version that an order must have, -1 for any.
   *
   * @throws RefusedException where the condition can hold for no order
   */
  static long version(Context context) {
    Fields fields = new Fields(context.req());
    refuse(fields, Header.IF_NONE_MATCH);
    Optional<EntityTags> wanted =
        EntityTags.in(fields, Header.IF_MATCH).filter(tags -> !tags.isAny());
    return wanted.map(Condition::version).orElse(ANY);
  }

  private static long version(EntityTags wanted) {
    List<String> versions =
        wanted.strong().stream().filter(tag -> VERSION.matcher(tag).matches()).toList();
    if (versions.isEmpty()) {
      throw ProblemType.CONDITION_FAILED.because(
          "If-Match names no version of an order; its ETag is one.");
    }
    if (versions.size() > 1) {
      throw ProblemType.BAD_PARAMETER.because(
          "The header If-Match names %s versions; name the one that was read."
              .formatted(versions.size()));
    }
    return Long.parseLong(versions.get(0));
  }

  /** Where there is nothing that a condition could be about. */
  static void requireNone(Context context) {
    Fields fields = new Fields(context.req());
    refuse(fields, Header.IF_MATCH);
    refuse(fields, Header.IF_NONE_MATCH);
  }

  private static void refuse(Fields fields, String header) {
    if (fields.list(header).isPresent()) {
      throw ProblemType.BAD_PARAMETER.because(
          "The header " + header + " says nothing of this command; leave it out.");
    }
  }
}
