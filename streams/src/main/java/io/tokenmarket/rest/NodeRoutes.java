package io.tokenmarket.rest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.rest.resource.Health;
import io.tokenmarket.rest.resource.Node;
import io.tokenmarket.rest.resource.Node.MarketStatus;
import io.tokenmarket.rest.resource.Node.PartitionStatus;
import io.tokenmarket.rest.resource.Readiness;
import io.tokenmarket.rest.resource.Readiness.PartStatus;
import io.tokenmarket.rest.resource.Readiness.TopicStatus;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.Progress;
import io.tokenmarket.topology.views.TopicProgress;
import io.tokenmarket.topology.views.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether the node is ready, and how far it has read. */
final class NodeRoutes {
  private static final String HEALTH = "/health";
  private static final String READY = HEALTH + "/ready";
  private static final String LIVE = HEALTH + "/live";

  /** What is answered whatever else the node is busy with. */
  static final Set<String> VITAL = Set.of(HEALTH, READY, LIVE);

  private static final int UNAVAILABLE = 503;
  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  private final MarketViews views;
  private final NodeHealth health;

  NodeRoutes(MarketViews views, NodeHealth health) {
    this.views = views;
    this.health = health;
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(HEALTH, "getHealth", "Whether the node is ready", Health.class, this::health),
        Operation.get(
            READY,
            "getReadiness",
            "Whether each part of the node does its work",
            Readiness.class,
            this::ready),
        Operation.get(
            LIVE, "getLiveness", "Whether the node can ever be ready", Health.class, this::live),
        Operation.get("/v1/node", "getNode", "How far the node has read", Node.class, this::node)
            .forOperator());
  }

  private void health(Context context) {
    Optional<String> reason = asked(context, health.trouble());
    context.json(new Health(status(reason), reason.orElse(null)));
  }

  private void live(Context context) {
    Optional<String> reason = asked(context, health.end());
    context.json(new Health(status(reason), reason.orElse(null)));
  }

  private void ready(Context context) {
    Optional<String> reason = asked(context, health.trouble());
    List<PartStatus> parts =
        health.look().entrySet().stream()
            .map(part -> part(part.getKey(), part.getValue()))
            .toList();
    context.json(new Readiness(status(reason), reason.orElse(null), parts, topics()));
  }

  private List<TopicStatus> topics() {
    Map<String, List<Progress>> topics =
        views.progress().stream().collect(groupingBy(Progress::topic, TreeMap::new, toList()));
    return topics.entrySet().stream()
        .map(entry -> new TopicProgress(entry.getKey(), entry.getValue()))
        .map(topic -> new TopicStatus(topic.topic(), topic.read(), topic.end()))
        .toList();
  }

  private static PartStatus part(String name, Optional<String> trouble) {
    return new PartStatus(name, status(trouble), trouble.orElse(null));
  }

  private static Optional<String> asked(Context context, Optional<String> reason) {
    context.header(Header.CACHE_CONTROL, "no-store");
    if (reason.isPresent()) {
      context.status(UNAVAILABLE);
    }
    return reason;
  }

  private static String status(Optional<String> trouble) {
    return trouble.isPresent() ? DOWN : UP;
  }

  private void node(Context context) {
    Optional<String> reason = health.trouble();
    boolean readable = views.unavailable().isEmpty();
    List<MarketStatus> markets =
        readable
            ? views.markets().stream().filter(this::isHere).map(this::market).toList()
            : List.of();
    Finality.answerCurrent(
        context,
        new Node(
            status(reason),
            reason.orElse(null),
            views.progress().stream().map(this::partition).toList(),
            markets));
  }

  private boolean isHere(MarketDefinition market) {
    return views.elsewhere(market.getMarket()).isEmpty();
  }

  private PartitionStatus partition(Progress progress) {
    Optional<Unreadable> unreadable = views.unreadable(progress.topic(), progress.partition());
    return new PartitionStatus(
        progress.topic(),
        progress.partition(),
        progress.position(),
        progress.lag(),
        unreadable.map(Unreadable::count).orElse(0L),
        unreadable.map(Unreadable::offset).orElse(null));
  }

  private MarketStatus market(MarketDefinition market) {
    String name = market.getMarket();
    Optional<Clearing> latest = views.latestClearing(name);
    return new MarketStatus(
        name,
        views.replicas().position(name),
        latest.map(Clearing::getInterval).orElse(null),
        latest.map(Clearing::getLogPosition).orElse(null));
  }
}
