package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.tokenmarket.rest.resource.Awards;
import io.tokenmarket.rest.resource.Event;
import io.tokenmarket.rest.resource.Events;
import io.tokenmarket.rest.resource.Order;
import io.tokenmarket.rest.resource.Orders;
import io.tokenmarket.rest.resource.StandingOrder;
import io.tokenmarket.rest.resource.Why;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.ParticipantEvent;
import io.tokenmarket.topology.views.RecomputedAuction;
import io.tokenmarket.topology.views.StandingOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/** What a participant may see of their own. */
final class ParticipantRoutes {
  private static final String PARTICIPANT = "/v1/participants/{participant}";

  /** An explanation costs up to thirty auctions for each step and tier. */
  private static final int EXPLANATIONS_AT_ONCE = 2;

  private final MarketViews views;
  private final Lookup lookup;
  private final CheckedBooks books;
  private final Semaphore explaining = new Semaphore(EXPLANATIONS_AT_ONCE);

  ParticipantRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
    this.books = new CheckedBooks(views);
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                PARTICIPANT + "/orders",
                "listOrders",
                "A participant's open orders",
                Orders.class,
                this::orders)
            .with(Parameter.MARKET)
            .paged(),
        Operation.get(
            PARTICIPANT + "/markets/{market}/offers/{order}",
            "getOffer",
            "An offer that stands; its ETag is its version",
            StandingOrder.class,
            context -> order(context, true)),
        Operation.get(
            PARTICIPANT + "/markets/{market}/demand/{order}",
            "getDemand",
            "A demand that stands; its ETag is its version",
            StandingOrder.class,
            context -> order(context, false)),
        Operation.get(
                PARTICIPANT + "/markets/{market}/awards",
                "listAwards",
                "What a participant's orders got",
                Awards.class,
                this::awards)
            .ranged(),
        Operation.get(
                PARTICIPANT + "/events",
                "listEvents",
                "What the exchange told a participant",
                Events.class,
                this::events)
            .with(Parameter.MARKET)
            .paged(),
        Operation.get(
            PARTICIPANT + "/markets/{market}/orders/{order}/why/{interval}",
            "explain",
            "Why an order got what it got in an auction",
            Why.class,
            this::why));
  }

  private void orders(Context context) {
    Parameters parameters = new Parameters(context);
    String participant = parameters.path("participant");
    List<MarketDefinition> markets =
        parameters.market().map(lookup::market).map(List::of).orElseGet(views::markets);
    Map<String, Long> read = new TreeMap<>();
    List<Order> all = new ArrayList<>();
    for (MarketDefinition market : markets) {
      StandingOrders open = books.open(market.getMarket());
      read.put(market.getMarket(), open.logPosition());
      open.orders().stream()
          .filter(order -> ToldEvents.owner(order).equals(participant))
          .map(order -> ToldEvents.order(order, open.auctions()))
          .forEach(all::add);
    }
    int first = (int) Math.min(parameters.numberCursor().orElse(0L), all.size());
    int end = Math.min(all.size(), first + parameters.limit());
    String next = end < all.size() ? Parameters.cursor(Integer.toString(end)) : null;
    Finality.answerCurrent(context, new Orders(participant, read, all.subList(first, end), next));
  }

  private void order(Context context, boolean offer) {
    Parameters parameters = new Parameters(context);
    String participant = parameters.path("participant");
    StandingOrders open = books.open(parameters.path("market"));
    StandingOrder order =
        ToldEvents.find(open, participant, parameters.path("order"))
            .map(ToldEvents::standing)
            .filter(found -> offer == (found.offer() != null))
            .orElseThrow(
                () ->
                    ProblemType.UNKNOWN_ORDER.because(
                        "No %s \"%s\" of \"%s\" stands at position %s of the log."
                            .formatted(
                                offer ? "offer" : "demand",
                                parameters.path("order"),
                                participant,
                                open.logPosition())));
    Finality.answerVersion(context, order.version(), order);
  }

  private void awards(Context context) {
    Parameters parameters = new Parameters(context);
    String participant = parameters.path("participant");
    MarketDefinition market = lookup.market(parameters.path("market"));
    NamedPage<OrderAwarded> page =
        new NamedPage<>(
            parameters, a -> a.getInterval() + "/" + a.getOrderId() + "/" + a.getTier());
    long position = completeTo(market.getMarket(), participant);
    views.awards(
        participant,
        market.getMarket(),
        page.begin(parameters.from(market)),
        parameters.to(market),
        page::show);
    if (!page.isBegun()) {
      throw parameters.cursorRefused();
    }
    Finality.answerCurrent(
        context,
        new Awards(
            participant,
            market.getMarket(),
            position < 0 ? null : position,
            page.entries().stream().map(ToldEvents::award).toList(),
            page.next()));
  }

  /** Awards come by another way than clearings, so the last of them may not be here yet. */
  private long completeTo(String market, String participant) {
    long position = lookup.clearedPosition(market);
    if (!views.hasRead(market, position, participant)) {
      throw ProblemType.NOT_READY.because("The awards of the last auction are still being read.");
    }
    return position;
  }

  private void events(Context context) {
    Parameters parameters = new Parameters(context);
    String participant = parameters.path("participant");
    int limit = parameters.limit();
    List<ParticipantEvent> found =
        views.events(participant, parameters.numberCursor().orElse(0L), limit + 1);
    boolean more = found.size() > limit;
    Optional<String> market = parameters.market().map(lookup::market).map(m -> m.getMarket());
    List<Event> page =
        found.stream()
            .limit(limit)
            .map(ToldEvents::event)
            .filter(event -> market.isEmpty() || market.get().equals(event.market()))
            .toList();
    String next = more ? Parameters.cursor(Long.toString(found.get(limit).sequence())) : null;
    Finality.answerCurrent(context, new Events(participant, page, next));
  }

  private void why(Context context) {
    Parameters parameters = new Parameters(context);
    RecomputedAuction auction = books.auction(parameters.path("market"), parameters.interval());
    OpenOrder order =
        auction.orders().stream()
            .filter(stood -> stood.getOrderId().equals(parameters.path("order")))
            .filter(stood -> ToldEvents.owner(stood).equals(parameters.path("participant")))
            .findFirst()
            .orElseThrow(() -> unknown(parameters));
    Finality.answerFinal(
        context, Resources.hex(auction.clearing().getHash()), () -> explain(auction, order));
  }

  private Why explain(RecomputedAuction auction, OpenOrder order) {
    if (!explaining.tryAcquire()) {
      throw ProblemType.NOT_READY.because("Other explanations are being worked out.");
    }
    try {
      return new Explanation(auction).of(order);
    } finally {
      explaining.release();
    }
  }

  private static RefusedException unknown(Parameters parameters) {
    return ProblemType.UNKNOWN_ORDER.because(
        "No order \"%s\" of \"%s\" was in the auction of interval %s."
            .formatted(
                parameters.path("order"), parameters.path("participant"), parameters.interval()));
  }
}
