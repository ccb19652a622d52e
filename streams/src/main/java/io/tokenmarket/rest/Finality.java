package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Conditional answers. What a clearing led to never changes, so its hash is the entity tag of all
 * that is read from it, and a client that has it gets 304 instead.
 */
final class Finality {
  static final String CSV = "text/csv";

  /** Of what is named by its interval: for ever. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** Of what is named "latest": ask again, the tag tells whether it changed. */
  private static final String ASK_AGAIN = "no-cache";

  /** The same in meaning, but not in bytes where it travels compressed. */
  private static final String WEAK = "W/";

  private Finality() {}

  /** Answers with what is final under this address. */
  static void answerFinal(Context context, String hash, Supplier<?> resource) {
    answer(context, hash, FOR_EVER, resource);
  }

  /** Answers with what is final but will be succeeded under this address. */
  static void answerLatest(Context context, String hash, Supplier<?> resource) {
    answer(context, hash, ASK_AGAIN, resource);
  }

  /** Answers with what changes at any time. */
  static void answerCurrent(Context context, Object resource) {
    context.header(Header.CACHE_CONTROL, caching(context, ASK_AGAIN)).json(resource);
  }

  /** Answers with CSV that changes at any time. */
  static void answerTable(Context context, String csv) {
    context.header(Header.CACHE_CONTROL, ASK_AGAIN).contentType(CSV).result(csv);
  }

  private static void answer(Context context, String hash, String caching, Supplier<?> resource) {
    String tag = '"' + hash + '"';
    context.header(Header.ETAG, WEAK + tag).header(Header.CACHE_CONTROL, caching(context, caching));
    context.header(Header.VARY, Header.ACCEPT_ENCODING);
    if (isKnown(context, tag)) {
      context.status(HttpStatus.NOT_MODIFIED);
    } else {
      context.json(resource.get());
    }
  }

  /** What is a participant's is kept by no cache that others share. */
  private static String caching(Context context, String how) {
    boolean everybody = context.routeRoles().contains(Access.PUBLIC);
    return everybody ? how : "private, " + how.replace("public, ", "");
  }

  private static boolean isKnown(Context context, String tag) {
    String known = Optional.ofNullable(context.header(Header.IF_NONE_MATCH)).orElse("");
    return Arrays.stream(known.split(","))
        .map(candidate -> candidate.strip().replaceFirst("^" + WEAK, ""))
        .anyMatch(candidate -> candidate.equals(tag) || candidate.equals("*"));
  }
}
