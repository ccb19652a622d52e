package io.tokenmarket.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.tokenmarket.rest.http.EntityTags;
import io.tokenmarket.rest.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Conditional answers. Each has an entity tag, and a client that has it gets 304 instead.
 *
 * <p>What a clearing led to never changes, so its hash names all that is read from it. The hash
 * covers the history of its market from its definition on, so it names the exchange, too; therefore
 * nothing is kept without asking: tomorrow another exchange may be at this address.
 */
final class Finality {
  static final String CSV = "text/csv";

  /** Attribute of a request: what names the form of its answer, which a release may change. */
  static final String SHAPE = "shape";

  private static final ObjectMapper MAPPER = Json.mapper();

  /** Kept by the client, but asked about each time: the tag tells whether it changed. */
  private static final String ASK_AGAIN = "no-cache";

  /** The same in meaning, but not in bytes where it travels compressed. */
  private static final String WEAK = "W/";

  private Finality() {}

  /** Answers with what follows from the clearing of this hash. */
  static void answerFinal(Context context, String hash, Supplier<?> resource) {
    String question = context.attribute(SHAPE) + "?" + context.req().getQueryString();
    String tag = hash + '-' + Digest.of(question.getBytes(StandardCharsets.UTF_8));
    answer(context, tag, Content.JSON, () -> bytes(resource.get()));
  }

  /** Answers with what changes at any time. */
  static void answerCurrent(Context context, Object resource) {
    answer(context, bytes(resource), Content.JSON);
  }

  /**
   * Answers with what a command can be made conditional on. The tag is strong, as If-Match needs
   * it, so the bytes are always the same.
   *
   * @param version null where it has none
   */
  static void answerVersion(Context context, Long version, Object resource) {
    if (version == null) {
      answerCurrent(context, resource);
      return;
    }
    String tag = version.toString();
    EntityTags.in(new Fields(context.req()), Header.IF_MATCH)
        .filter(wanted -> !wanted.matchesStrongly(tag))
        .ifPresent(
            other -> {
              throw ProblemType.CONDITION_FAILED.because(
                  "The order has version " + tag + ", and If-Match names another.");
            });
    context.disableCompression().header(Header.ETAG, '"' + tag + '"');
    answer(context, isNews(context, tag), Content.JSON, () -> bytes(resource));
  }

  /** Answers with CSV that changes at any time. */
  static void answerTable(Context context, String csv) {
    answer(context, csv.getBytes(StandardCharsets.UTF_8), CSV);
  }

  private static void answer(Context context, byte[] body, String type) {
    answer(context, Digest.of(body), type, () -> body);
  }

  private static void answer(Context context, String tag, String type, Supplier<byte[]> body) {
    context.header(Header.ETAG, WEAK + '"' + tag + '"');
    refuseStrong(context);
    answer(context, isNews(context, tag), type, body);
  }

  private static void answer(Context context, boolean news, String type, Supplier<byte[]> body) {
    context.header(Header.CACHE_CONTROL, caching(context));
    if (news) {
      context.contentType(type).result(body.get());
    } else {
      context.status(HttpStatus.NOT_MODIFIED).res().setContentType(null);
    }
  }

  /** RFC 9110, 13.1.1. */
  private static void refuseStrong(Context context) {
    EntityTags.in(new Fields(context.req()), Header.IF_MATCH)
        .filter(wanted -> !wanted.isAny())
        .ifPresent(
            never -> {
              throw ProblemType.CONDITION_FAILED.because(
                  "If-Match compares strong entity tags, and what is read here has weak ones.");
            });
  }

  /** False where the client has the answer already (RFC 9110, 13.1.2). */
  private static boolean isNews(Context context, String tag) {
    return EntityTags.in(new Fields(context.req()), Header.IF_NONE_MATCH)
        .filter(known -> known.matchesWeakly(tag))
        .isEmpty();
  }

  /** What is a participant's is kept by no cache that others share. */
  private static String caching(Context context) {
    boolean everybody = context.routeRoles().contains(Access.PUBLIC);
    return everybody ? ASK_AGAIN : "private, " + ASK_AGAIN;
  }

  private static byte[] bytes(Object resource) {
    try {
      return MAPPER.writeValueAsBytes(resource);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
