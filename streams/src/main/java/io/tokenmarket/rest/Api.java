package io.tokenmarket.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.tokenmarket.topology.views.MarketViews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All operations: routes them, and serves their description. */
final class Api {
  static final String DESCRIPTION = "/v1/openapi.json";

  private final List<Operation> operations;
  private final ReadPosition readPosition;
  private final Patience patience;
  private final Sharing sharing;
  private final ObjectNode description;

  /**
   * @param operations where two paths could mean the same request, the first one gets it
   * @param sharing has each answered where what it asks for is
   */
  Api(MarketViews views, List<Operation> operations, Sharing sharing) {
    this.operations = new ArrayList<>(operations);
    this.sharing = sharing;
    this.readPosition = new ReadPosition(views);
    this.patience = new Patience(views.watch());
    this.operations.add(
        Operation.get(
            DESCRIPTION, "getDescription", "This description", ObjectNode.class, this::describe));
    this.description = OpenApi.of(this.operations);
  }

  void on(RoutesConfig routes) {
    sharing.on(routes);
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Set<String> of = methods.computeIfAbsent(operation.path(), path -> new LinkedHashSet<>());
      route(routes, operation.method(), operation);
      of.add(operation.method().name());
      if (operation.isHeadAsked()) {
        route(routes, HandlerType.HEAD, operation);
        of.add(HandlerType.HEAD.name());
      }
    }
    methods.forEach((path, of) -> routes.options(path, context -> tell(context, of)));
  }

  /** What can be asked here (RFC 9110, 9.3.7). */
  private static void tell(Context context, Set<String> methods) {
    String allowed = String.join(", ", methods) + ", " + HandlerType.OPTIONS.name();
    context.status(HttpStatus.NO_CONTENT).header(Header.ALLOW, allowed);
    context.res().setContentType(null);
  }

  private void route(RoutesConfig routes, HandlerType method, Operation operation) {
    routes.addHttpHandler(method, operation.path(), handler(operation), operation.access());
  }

  private Handler handler(Operation operation) {
    Handler here =
        operation.isPositioned()
            ? patience.with(readPosition.before(operation.handler()))
            : operation.handler();
    OperationRules rules = new OperationRules(operation);
    Handler handler = sharing.of(operation, here);
    String shape = JsonSchemas.shape(operation.answer());
    return context -> {
      rules.check(context);
      context.attribute(Finality.SHAPE, shape);
      handler.handle(context);
    };
  }

  private void describe(Context context) {
    Finality.answerCurrent(context, description);
  }
}
