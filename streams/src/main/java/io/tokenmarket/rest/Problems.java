package io.tokenmarket.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.tokenmarket.rest.http.UnreadableException;
import io.tokenmarket.rest.resource.Problem;
import io.tokenmarket.topology.views.ViewsUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever goes wrong as application/problem+json (RFC 9457). */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final ObjectMapper MAPPER = Json.mapper();
  static final String CONTENT_TYPE = "application/problem+json";
  private static final String SECONDS_TO_WAIT = "1";
  private static final int UNAVAILABLE = 503;

  private Problems() {}

  static void on(RoutesConfig routes) {
    routes.exception(RefusedException.class, Problems::refused);
    routes.exception(UnreadableException.class, Problems::unreadable);
    routes.exception(ViewsUnavailableException.class, Problems::unavailable);
    routes.exception(MethodNotAllowedResponse.class, Problems::methodNotAllowed);
    routes.exception(NotFoundResponse.class, Problems::notFound);
    routes.exception(HttpResponseException.class, Problems::other);
    routes.exception(Exception.class, Problems::failed);
  }

  private static void refused(RefusedException refused, Context context) {
    if (refused.status() == UNAVAILABLE) {
      context.header(Header.RETRY_AFTER, SECONDS_TO_WAIT);
    }
    answer(context, refused);
  }

  private static void unreadable(UnreadableException unreadable, Context context) {
    refused(ProblemType.BAD_PARAMETER.because(unreadable.getMessage()), context);
  }

  private static void unavailable(ViewsUnavailableException unavailable, Context context) {
    refused(ProblemType.NOT_READY.because(unavailable.getMessage()), context);
  }

  private static void methodNotAllowed(MethodNotAllowedResponse refused, Context context) {
    String allowed = String.join(", ", refused.getDetails().values());
    context.header(Header.ALLOW, allowed);
    String detail = context.method() + " is not possible here; " + allowed + " is.";
    refused(ProblemType.METHOD_NOT_ALLOWED.because(detail), context);
  }

  private static void notFound(NotFoundResponse refused, Context context) {
    String detail = "Nothing stands at " + context.path() + "; start from /v1/markets.";
    refused(ProblemType.UNKNOWN_RESOURCE.because(detail), context);
  }

  private static void other(HttpResponseException refused, Context context) {
    answer(
        context,
        new RefusedException(
            ProblemType.REQUEST_REFUSED, refused.getStatus(), refused.getMessage(), null, null));
  }

  /** What broke is for the log, not for the caller. */
  private static void failed(Exception failure, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), failure);
    refused(ProblemType.INTERNAL_ERROR.because("The log of the node has the cause."), context);
  }

  private static void answer(Context context, RefusedException refused) {
    ProblemType refusal = refused.refusal();
    Problem problem =
        new Problem(
            refusal.type(),
            refusal.title(),
            refused.status(),
            refused.getMessage(),
            context.req().getRequestURI(),
            refused.reason(),
            refused.logPosition());
    context.header(Header.CACHE_CONTROL, "no-store");
    if (ProblemEvent.isFor(context, refusal)) {
      ProblemEvent.answer(context, problem);
    } else {
      context.status(refused.status()).contentType(CONTENT_TYPE).result(bytes(problem));
    }
  }

  private static byte[] bytes(Problem problem) {
    try {
      return MAPPER.writeValueAsBytes(problem);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
