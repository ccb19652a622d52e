package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.tokenmarket.market.AuctionBook;
import io.tokenmarket.rest.resource.Depth;
import io.tokenmarket.rest.resource.Indicative;
import io.tokenmarket.rest.resource.ShadowPrices;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.RecomputedAuction;
import io.tokenmarket.topology.views.StandingOrders;
import java.util.List;

/** Depth of the book, shadow prices of power, and what the coming auction would give. */
final class BookRoutes {
  private static final String MARKET = "/v1/markets/{market}";

  private final MarketViews views;
  private final Lookup lookup;
  private final CheckedBooks books;

  BookRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
    this.books = new CheckedBooks(views);
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                MARKET + "/depth",
                "getOpenDepth",
                "Supply and demand of the orders that stand",
                Depth.class,
                this::openDepth)
            .with(Parameter.LEVELS),
        Operation.get(
                MARKET + "/depth/{interval}",
                "getDepth",
                "Supply and demand of the orders that stood in an auction",
                Depth.class,
                this::depth)
            .with(Parameter.LEVELS),
        Operation.get(
            MARKET + "/shadow-prices",
            "getLatestShadowPrices",
            "What one MW more would have earned, by site and hardware, in the last auction",
            ShadowPrices.class,
            this::latestShadowPrices),
        Operation.get(
            MARKET + "/shadow-prices/{interval}",
            "getShadowPrices",
            "The same in the auction of an interval",
            ShadowPrices.class,
            this::shadowPrices),
        Operation.get(
            MARKET + "/indicative",
            "getIndicative",
            "What the coming auction would give if its gate closed now",
            Indicative.class,
            this::indicative));
  }

  private void openDepth(Context context) {
    Parameters parameters = new Parameters(context);
    StandingOrders open = books.open(parameters.path("market"));
    AuctionBook book = AuctionBook.of(open.rules(), open.orders());
    Finality.answerCurrent(
        context,
        new Depth(
            open.rules().getMarket(),
            null,
            null,
            open.logPosition(),
            new Depths(book, parameters.levels()).tiers()));
  }

  private void depth(Context context) {
    Parameters parameters = new Parameters(context);
    RecomputedAuction auction = books.auction(parameters.path("market"), parameters.interval());
    Clearing clearing = auction.clearing();
    Finality.answerFinal(
        context, Resources.hex(clearing.getHash()), () -> depth(auction, parameters.levels()));
  }

  private static Depth depth(RecomputedAuction auction, int levels) {
    Clearing clearing = auction.clearing();
    AuctionBook book = AuctionBook.of(auction.rules(), auction.orders());
    return new Depth(
        clearing.getMarket(),
        clearing.getInterval(),
        clearing.getAt(),
        clearing.getLogPosition(),
        new Depths(book, levels).tiers());
  }

  private void latestShadowPrices(Context context) {
    Clearing latest = lookup.latest(context.pathParam("market"));
    Finality.answerFinal(context, Resources.hex(latest.getHash()), () -> ShadowIndex.of(latest));
  }

  private void shadowPrices(Context context) {
    Parameters parameters = new Parameters(context);
    Clearing clearing = lookup.clearing(parameters.path("market"), parameters.interval());
    Finality.answerFinal(
        context, Resources.hex(clearing.getHash()), () -> ShadowIndex.of(clearing));
  }

  /** One for an interval that is cleared is no news any more. */
  private void indicative(Context context) {
    String market = lookup.market(context.pathParam("market")).getMarket();
    long cleared = views.latestClearing(market).map(Clearing::getInterval).orElse(-1L);
    IndicativeClearing coming =
        views
            .indicative(market)
            .filter(clearing -> clearing.getInterval() > cleared)
            .orElseThrow(
                () ->
                    ProblemType.UNKNOWN_INTERVAL.because(
                        "The phase before the coming gate of market \"%s\" has not begun, or the market has none."
                            .formatted(market)));
    Finality.answerCurrent(context, Resources.indicative(coming));
  }
}
