package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.rest.resource.Health;
import io.tokenmarket.rest.resource.Node;
import io.tokenmarket.rest.resource.Node.MarketStatus;
import io.tokenmarket.rest.resource.Node.PartitionStatus;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.Progress;
import java.util.List;
import java.util.Optional;

/** Whether the node answers, and how far it has read. */
final class NodeRoutes {
  private static final int UNAVAILABLE = 503;
  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  private final MarketViews views;

  NodeRoutes(MarketViews views) {
    this.views = views;
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/health", "getHealth", "Whether the node answers", Health.class, this::health),
        Operation.get("/v1/node", "getNode", "How far the node has read", Node.class, this::node)
            .forOperator());
  }

  private void health(Context context) {
    Optional<String> reason = views.unavailable();
    context.header(Header.CACHE_CONTROL, "no-store");
    if (reason.isPresent()) {
      context.status(UNAVAILABLE);
    }
    context.json(new Health(reason.isPresent() ? DOWN : UP, reason.orElse(null)));
  }

  private void node(Context context) {
    Optional<String> reason = views.unavailable();
    List<MarketStatus> markets =
        reason.isPresent() ? List.of() : views.markets().stream().map(this::market).toList();
    Finality.answerCurrent(
        context,
        new Node(
            reason.isPresent() ? DOWN : UP,
            reason.orElse(null),
            views.progress().stream().map(NodeRoutes::partition).toList(),
            markets));
  }

  private static PartitionStatus partition(Progress progress) {
    return new PartitionStatus(
        progress.topic(), progress.partition(), progress.position(), progress.lag());
  }

  private MarketStatus market(MarketDefinition market) {
    String name = market.getMarket();
    Optional<Clearing> latest = views.latestClearing(name);
    return new MarketStatus(
        name,
        views.books().position(name),
        latest.map(Clearing::getInterval).orElse(null),
        latest.map(Clearing::getLogPosition).orElse(null));
  }
}
