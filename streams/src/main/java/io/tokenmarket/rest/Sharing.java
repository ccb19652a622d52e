package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.Part;
import io.tokenmarket.topology.views.Performed;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Has each request answered where what it asks for is, if the nodes share the views: what is of one
 * market or participant by the node that has it, what is of several from parts that the nodes tell.
 */
final class Sharing implements AutoCloseable {
  /** What this node has of an answer, for another node. */
  static final String PARTS = "/v1/node/parts";

  /** What a participant was told is under their name, whichever market it is of. */
  private static final Set<String> TOLD = Set.of("listAwards", "listEvents", "streamEvents");

  private static final List<Grouping> ANYWHERE = List.of(Grouping.FACTORY, Grouping.HARDWARE);

  private final MarketViews views;
  private final Function<MarketViews, List<Operation>> reads;
  private final Patience patience;
  private final Peers peers;

  /**
   * @param reads the operations whose answers may span markets, over other views
   */
  Sharing(MarketViews views, Function<MarketViews, List<Operation>> reads, Peers peers) {
    this.views = views;
    this.reads = reads;
    this.patience = new Patience(views.watch());
    this.peers = peers;
  }

  void on(RoutesConfig routes) {
    if (views.isShared()) {
      routes.get(PARTS, this::tell);
    }
  }

  /**
   * The handler of an operation, wherever what it asks for is.
   *
   * @param here answers what this node has
   */
  Handler of(Operation operation, Handler here) {
    return views.isShared() ? wherever(operation, here) : here;
  }

  private Handler wherever(Operation operation, Handler here) {
    return context -> {
      if (views.unavailable().isPresent()) {
        here.handle(context);
        return;
      }
      Optional<String> node = name(operation, context).flatMap(views::elsewhere);
      List<String> missing = node.isPresent() ? List.of() : missing(operation, context);
      if (node.isPresent()) {
        peers.pass(context, node.get(), operation.kind() == Operation.Kind.COMMAND);
      } else if (missing.isEmpty()) {
        here.handle(context);
      } else {
        patience.later(asked -> gather(operation, asked, missing)).handle(context);
      }
    };
  }

  /** Whose node answers, empty where any does. */
  private static Optional<String> name(Operation operation, Context context) {
    Map<String, String> path = context.pathParamMap();
    if (TOLD.contains(operation.id())) {
      return Optional.of(path.get("participant"));
    }
    if (operation.kind() == Operation.Kind.COMMAND && new Parameters(context).waiting().isZero()) {
      return Optional.empty();
    }
    return market(operation, context);
  }

  private static Optional<String> market(Operation operation, Context context) {
    return Optional.ofNullable(context.pathParamMap().get("market"))
        .or(
            () ->
                operation.parameters().contains(Parameter.MARKET)
                    ? new Parameters(context).market()
                    : Optional.empty());
  }

  /** The markets of an answer that are elsewhere. */
  private List<String> missing(Operation operation, Context context) {
    boolean told = TOLD.contains(operation.id());
    if (told) {
      return market(operation, context).filter(this::isElsewhere).stream().toList();
    }
    boolean several =
        operation.id().equals("listMarkets") || operation.parameters().contains(Parameter.MARKET);
    return several && market(operation, context).isEmpty()
        ? views.markets().stream()
            .map(MarketDefinition::getMarket)
            .filter(this::isElsewhere)
            .toList()
        : List.of();
  }

  private boolean isElsewhere(String market) {
    return views.elsewhere(market).isPresent();
  }

  /** Asks the nodes that have them, and answers. */
  private CompletableFuture<Void> gather(
      Operation operation, Context context, List<String> markets) {
    String query = query(operation, context, markets);
    Map<String, List<String>> nodes =
        markets.stream().collect(groupingBy(market -> views.elsewhere(market).orElse("")));
    nodes.remove("");
    List<CompletableFuture<List<Part>>> asked =
        nodes.keySet().stream().map(node -> peers.ask(context, node, PARTS + query)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(all -> asked.stream().flatMap(parts -> parts.join().stream()).toList())
        .thenComposeAsync(told -> patience.now(over(operation, views.with(told)), context));
  }

  /** The same operation over other views. */
  private Handler over(Operation operation, MarketViews others) {
    Handler handler =
        reads.apply(others).stream()
            .filter(same -> same.id().equals(operation.id()))
            .findFirst()
            .orElseThrow()
            .handler();
    return operation.isPositioned() ? new ReadPosition(others).before(handler) : handler;
  }

  private String query(Operation operation, Context context, List<String> markets) {
    Map<String, String> wanted = new LinkedHashMap<>();
    if (TOLD.contains(operation.id())) {
      wanted.put("market", markets.get(0));
    }
    Parameters parameters = new Parameters(context);
    for (Grouping by : ANYWHERE) {
      String subject = context.pathParamMap().get(by.label());
      if (subject != null) {
        requireReadable(parameters);
        wanted.put("by", by.name());
        wanted.put("subject", subject);
        parameters.given("from").ifPresent(from -> wanted.put("from", from));
        parameters.given("to").ifPresent(to -> wanted.put("to", to));
      }
    }
    return wanted.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(joining("&", "?", ""));
  }

  /** What cannot be read is refused here, as it is where nobody else is asked. */
  private void requireReadable(Parameters parameters) {
    views.markets().stream()
        .findFirst()
        .ifPresent(
            market -> {
              parameters.from(market);
              parameters.to(market);
            });
  }

  /** Tells another node what this one has; all of it is public in other forms. */
  private void tell(Context context) {
    Parameters parameters = new Parameters(context);
    List<Part> parts = new ArrayList<>();
    int room = PerformancePage.MOST_AUCTIONS + 1;
    for (MarketDefinition market : views.markets()) {
      String name = market.getMarket();
      if (parameters.market().map(name::equals).orElse(true) && !isElsewhere(name)) {
        Part part = part(market, parameters, room);
        room -= part.performances().size();
        parts.add(part);
      }
    }
    context.header("Cache-Control", "no-store").contentType("application/octet-stream");
    context.result(Part.bytes(parts));
  }

  /**
   * What this node has of a market.
   *
   * @param room of performances at most so many: one more than are added up
   */
  private Part part(MarketDefinition market, Parameters parameters, int room) {
    String name = market.getMarket();
    Optional<Clearing> latest = views.latestClearing(name);
    List<Performed> performances = new ArrayList<>();
    Optional<String> subject = parameters.given("subject");
    if (latest.isEmpty() || subject.isEmpty()) {
      return new Part(name, latest, false, performances);
    }
    Grouping by = by(parameters);
    views.performances(
        by,
        subject.get(),
        name,
        parameters.from(market),
        Math.min(parameters.to(market), latest.get().getInterval() + 1),
        done -> performances.size() < room && performances.add(done));
    return new Part(name, latest, views.performed(by, subject.get(), name), performances);
  }

  private static Grouping by(Parameters parameters) {
    String name = parameters.given("by").orElse("");
    return ANYWHERE.stream()
        .filter(grouping -> grouping.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> ProblemType.BAD_PARAMETER.because("Nothing is kept by \"" + name + "\"."));
  }

  @Override
  public void close() {
    peers.close();
  }
}
