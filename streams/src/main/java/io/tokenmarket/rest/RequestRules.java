package io.tokenmarket.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.rest.http.Fields;
import io.tokenmarket.rest.http.Target;
import java.util.List;
import java.util.Set;

/** What is asked of every request before anything is done for it. */
final class RequestRules {
  /** What is known; not all of it is possible anywhere. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "QUERY", "TRACE");

  /** What is read of a request and has one value: of two, none is the right one. */
  private static final List<String> ONCE =
      List.of(
          Header.AUTHORIZATION,
          Header.CONTENT_TYPE,
          Header.ORIGIN,
          Parameter.KEY.name(),
          Parameter.SIGNATURE.name(),
          Parameter.LAST_EVENT.name());

  void on(RoutesConfig routes) {
    routes.before(RequestRules::check);
  }

  private static void check(Context context) {
    if (!METHODS.contains(context.req().getMethod())) {
      throw ProblemType.METHOD_UNKNOWN.because(
          "The method " + context.req().getMethod() + " is not known; methods are upper case.");
    }
    Fields fields = new Fields(context.req());
    ONCE.forEach(fields::one);
    new Target(context.req());
  }
}
