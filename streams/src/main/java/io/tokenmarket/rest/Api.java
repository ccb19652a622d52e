package io.tokenmarket.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.tokenmarket.topology.views.MarketViews;
import java.util.ArrayList;
import java.util.List;

/** All operations: routes them, and serves their description. */
final class Api {
  static final String DESCRIPTION = "/v1/openapi.json";

  private final List<Operation> operations;
  private final ReadPosition readPosition;
  private final Patience patience;
  private final ObjectNode description;

  /**
   * @param operations where two paths could mean the same request, the first one gets it
   */
  Api(MarketViews views, List<Operation> operations) {
    this.operations = new ArrayList<>(operations);
    this.readPosition = new ReadPosition(views);
    this.patience = new Patience(views.watch());
    this.operations.add(
        Operation.get(
            DESCRIPTION, "getDescription", "This description", ObjectNode.class, this::describe));
    this.description = OpenApi.of(this.operations);
  }

  void on(RoutesConfig routes) {
    for (Operation operation : operations) {
      route(routes, operation.method(), operation);
      if (operation.isHeadAsked()) {
        route(routes, HandlerType.HEAD, operation);
      }
    }
  }

  private void route(RoutesConfig routes, HandlerType method, Operation operation) {
    routes.addHttpHandler(method, operation.path(), handler(operation), operation.access());
  }

  private Handler handler(Operation operation) {
    Handler handler =
        operation.isPositioned()
            ? patience.with(readPosition.before(operation.handler()))
            : operation.handler();
    return context -> {
      requireKnown(operation, context);
      handler.handle(context);
    };
  }

  /** A parameter that is misspelt would otherwise give an answer to another question. */
  private static void requireKnown(Operation operation, Context context) {
    List<String> known = operation.queries();
    context
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!known.contains(name)) {
                String choice = known.isEmpty() ? "none" : String.join(", ", known);
                throw Refusal.BAD_PARAMETER.because(
                    "There is no parameter \"%s\" here; known: %s.".formatted(name, choice));
              }
              if (values.size() > 1) {
                throw Refusal.BAD_PARAMETER.because(
                    "The parameter " + name + " is given more than once.");
              }
            });
  }

  private void describe(Context context) {
    Finality.answerCurrent(context, description);
  }
}
