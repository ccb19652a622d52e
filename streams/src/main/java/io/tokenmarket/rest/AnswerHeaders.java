package io.tokenmarket.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.tokenmarket.rest.security.Security;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer tells a browser it may do with it, and the answer to one that asks first. */
final class AnswerHeaders {
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
          + "frame-ancestors 'none'";
  private static final String A_YEAR = "max-age=31536000";
  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";
  private static final String SENT =
      "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Signature-Ed25519";
  private static final String TOLD = "ETag, Retry-After, WWW-Authenticate";
  private static final String SECONDS_KEPT = "600";

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final boolean cors;

  AnswerHeaders(Security security) {
    cors = security.corsOrigin().isPresent();
    headers.put(Header.CONTENT_SECURITY_POLICY, POLICY);
    headers.put(Header.X_CONTENT_TYPE_OPTIONS, "nosniff");
    headers.put(Header.REFERRER_POLICY, "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", cors ? "cross-origin" : "same-origin");
    security.tls().ifPresent(tls -> headers.put(Header.STRICT_TRANSPORT_SECURITY, A_YEAR));
    // The same whoever asks, so that no cache can hold the answer to another.
    security
        .corsOrigin()
        .ifPresent(origin -> headers.put(Header.ACCESS_CONTROL_ALLOW_ORIGIN, origin));
    security
        .corsOrigin()
        .ifPresent(origin -> headers.put(Header.ACCESS_CONTROL_EXPOSE_HEADERS, TOLD));
  }

  /** Those of every answer. */
  Map<String, String> all() {
    return Collections.unmodifiableMap(headers);
  }

  void on(RoutesConfig routes) {
    routes.before(this::put);
  }

  private void put(Context context) {
    headers.forEach(context::header);
    context.header(Header.VARY, Header.ACCEPT_ENCODING);
    boolean asksFirst =
        context.method().equals(HandlerType.OPTIONS)
            && context.header(Header.ACCESS_CONTROL_REQUEST_METHOD) != null;
    if (cors && asksFirst) {
      context
          .header(Header.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
          .header(Header.ACCESS_CONTROL_ALLOW_HEADERS, SENT)
          .header(Header.ACCESS_CONTROL_MAX_AGE, SECONDS_KEPT)
          .status(HttpStatus.NO_CONTENT)
          .skipRemainingHandlers();
    }
  }
}
