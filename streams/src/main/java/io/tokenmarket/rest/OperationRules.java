package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.rest.http.Accept;
import io.tokenmarket.rest.http.Fields;
import io.tokenmarket.rest.http.Target;
import java.util.List;

/** What a request for an operation must be before anything is done: what it says, nothing else. */
final class OperationRules {
  /** Attribute of a request: the media type of its answer. */
  static final String TYPE = "type";

  private final Operation operation;

  OperationRules(Operation operation) {
    this.operation = operation;
  }

  void check(Context context) {
    requireKnownParameters(context);
    context.attribute(TYPE, type(context));
    if (operation.body() == null) {
      Content.requireNone(context);
    } else {
      Content.requireJson(context);
    }
  }

  /** A parameter that is misspelt would otherwise give an answer to another question. */
  private void requireKnownParameters(Context context) {
    List<String> known = operation.queries();
    new Target(context.req())
        .query()
        .forEach(
            (name, values) -> {
              if (!known.contains(name)) {
                String choice = known.isEmpty() ? "none" : String.join(", ", known);
                throw ProblemType.BAD_PARAMETER.because(
                    "There is no parameter \"%s\" here; known: %s.".formatted(name, choice));
              }
              if (values.size() > 1) {
                throw ProblemType.BAD_PARAMETER.because(
                    "The parameter " + name + " is given more than once.");
              }
            });
  }

  /** The media type that the client likes best of those there are. */
  private String type(Context context) {
    List<String> types = new Parameters(context).format().map(List::of).orElse(operation.types());
    return Accept.of(new Fields(context.req()).list(Header.ACCEPT))
        .best(types)
        .orElseThrow(
            () ->
                ProblemType.NOT_ACCEPTABLE.because(
                    "The answer is %s, and the header Accept takes none of that."
                        .formatted(String.join(" or ", types))));
  }
}
