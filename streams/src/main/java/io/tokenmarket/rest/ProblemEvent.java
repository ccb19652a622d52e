package io.tokenmarket.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.tokenmarket.rest.http.Accept;
import io.tokenmarket.rest.http.Fields;
import io.tokenmarket.rest.http.UnreadableException;
import io.tokenmarket.rest.resource.Problem;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A problem as a server-sent event, for whoever takes events and nothing else: an EventSource. At
 * any status but 200 it gives up for good (HTML standard, 9.2.3), and does not tell why; so what
 * may pass is told in a stream that ends at once, and it comes again.
 */
final class ProblemEvent {
  /** Attribute of a request: the id behind which the client goes on when it comes again. */
  static final String GO_ON_BEHIND = "go-on-behind";

  private static final ObjectMapper MAPPER = Json.mapper();
  private static final long SECOND_MILLIS = 1_000;
  private static final Set<ProblemType> PASSING =
      EnumSet.of(
          ProblemType.NOT_READY,
          ProblemType.KEYS_UNREADABLE,
          ProblemType.TOO_MANY_REQUESTS,
          ProblemType.UNKNOWN_MARKET,
          ProblemType.UNKNOWN_EVENT);

  private ProblemEvent() {}

  static boolean isFor(Context context, ProblemType refusal) {
    return PASSING.contains(refusal) && takesEvents(context);
  }

  private static boolean takesEvents(Context context) {
    try {
      Fields fields = new Fields(context.req());
      return Accept.of(fields.list(Header.ACCEPT)).names(StreamRoutes.EVENTS);
    } catch (UnreadableException unreadable) {
      return false;
    }
  }

  static void answer(Context context, Problem problem) {
    Optional<String> behind = Optional.ofNullable(context.attribute(GO_ON_BEHIND));
    context
        .status(HttpStatus.OK)
        .contentType(StreamRoutes.EVENTS)
        .result(
            "retry: %s\n%sevent: problem\ndata: %s\n\n"
                .formatted(
                    pause(context),
                    behind.map(id -> "id: " + id + "\n").orElse(""),
                    json(problem)));
  }

  /** As long as the header says that it would have to wait. */
  private static long pause(Context context) {
    String told = context.res().getHeader(Header.RETRY_AFTER);
    return told == null ? SECOND_MILLIS : SECOND_MILLIS * Long.parseLong(told);
  }

  private static String json(Problem problem) {
    try {
      return MAPPER.writeValueAsString(problem);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
