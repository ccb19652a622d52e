package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.tokenmarket.rest.resource.ClearingDetail;
import io.tokenmarket.rest.resource.ClearingSummary;
import io.tokenmarket.rest.resource.Clearings;
import io.tokenmarket.rest.resource.Market;
import io.tokenmarket.rest.resource.Markets;
import io.tokenmarket.rest.resource.PriceHistory;
import io.tokenmarket.rest.resource.Prices;
import io.tokenmarket.rest.resource.Tier;
import io.tokenmarket.rest.resource.Tiers;
import io.tokenmarket.rest.resource.Trades;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;

/** Markets, tiers, prices, clearings and trades. */
final class MarketRoutes {
  private static final String MARKET = "/v1/markets/{market}";

  private final MarketViews views;
  private final Lookup lookup;

  MarketRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  List<Operation> operations() {
    return List.of(
        Operation.get("/v1/markets", "listMarkets", "All markets", Markets.class, this::markets),
        Operation.get(MARKET, "getMarket", "A market and its rules", Market.class, this::market),
        Operation.get(
            MARKET + "/tiers", "listTiers", "The tiers of a market", Tiers.class, this::tiers),
        Operation.get(MARKET + "/tiers/{tier}", "getTier", "A tier", Tier.class, this::tier),
        Operation.get(
            MARKET + "/prices",
            "getLatestPrices",
            "The latest prices",
            Prices.class,
            this::latestPrices),
        Operation.get(
            MARKET + "/prices/{interval}",
            "getPrices",
            "The prices of an interval",
            Prices.class,
            this::prices),
        Operation.get(
                MARKET + "/price-history",
                "listPrices",
                "The prices of a range of intervals",
                PriceHistory.class,
                this::history)
            .ranged(),
        Operation.get(
                MARKET + "/clearings",
                "listClearings",
                "The auctions of a range of intervals, without their offers",
                Clearings.class,
                this::clearings)
            .ranged(),
        Operation.get(
            MARKET + "/clearings/latest",
            "getLatestClearing",
            "The last auction with its certificate",
            ClearingDetail.class,
            this::latestClearing),
        Operation.get(
            MARKET + "/clearings/{interval}",
            "getClearing",
            "The auction of an interval with its certificate",
            ClearingDetail.class,
            this::clearing),
        Operation.get(
                MARKET + "/intervals/{interval}/trades",
                "listTrades",
                "The trades of an interval",
                Trades.class,
                this::trades)
            .paged());
  }

  private void markets(Context context) {
    List<Market> markets = views.markets().stream().map(this::resource).toList();
    Finality.answerCurrent(context, new Markets(markets));
  }

  private void market(Context context) {
    Finality.answerCurrent(context, resource(lookup.market(context.pathParam("market"))));
  }

  private Market resource(MarketDefinition market) {
    return Resources.market(market, views.latestClearing(market.getMarket()));
  }

  private void tiers(Context context) {
    MarketDefinition market = lookup.market(context.pathParam("market"));
    Finality.answerCurrent(context, new Tiers(market.getMarket(), resource(market).tiers()));
  }

  private void tier(Context context) {
    MarketDefinition market = lookup.market(context.pathParam("market"));
    String named = lookup.tier(market, context.pathParam("tier"));
    Finality.answerCurrent(
        context,
        resource(market).tiers().stream().filter(t -> t.tier().equals(named)).findFirst().get());
  }

  private void history(Context context) {
    ClearingPage page = ClearingPage.of(views, lookup, new Parameters(context));
    List<Prices> prices = page.clearings().stream().map(Resources::prices).toList();
    Finality.answerCurrent(
        context, new PriceHistory(page.market(), page.logPosition(), prices, page.next()));
  }

  private void clearings(Context context) {
    ClearingPage page = ClearingPage.of(views, lookup, new Parameters(context));
    List<ClearingSummary> summaries = page.clearings().stream().map(Resources::summary).toList();
    Finality.answerCurrent(
        context, new Clearings(page.market(), page.logPosition(), summaries, page.next()));
  }

  private void latestPrices(Context context) {
    Clearing latest = lookup.latest(context.pathParam("market"));
    Finality.answerFinal(context, hash(latest), () -> Resources.prices(latest));
  }

  private void prices(Context context) {
    Clearing clearing = named(new Parameters(context));
    Finality.answerFinal(context, hash(clearing), () -> Resources.prices(clearing));
  }

  private void latestClearing(Context context) {
    Clearing latest = lookup.latest(context.pathParam("market"));
    Finality.answerFinal(context, hash(latest), () -> Resources.clearing(latest));
  }

  private void clearing(Context context) {
    Clearing clearing = named(new Parameters(context));
    Finality.answerFinal(context, hash(clearing), () -> Resources.clearing(clearing));
  }

  private void trades(Context context) {
    Parameters parameters = new Parameters(context);
    Clearing clearing = named(parameters);
    int from = firstOf(parameters, clearing);
    int limit = Math.min(parameters.limit(), clearing.getTrades() - from);
    Trades page = page(clearing, from, limit);
    Finality.answerFinal(context, hash(clearing), () -> page);
  }

  private static int firstOf(Parameters parameters, Clearing clearing) {
    String first = parameters.cursor().orElse("0");
    if (!first.matches("\\d{1,9}") || Integer.parseInt(first) > clearing.getTrades()) {
      throw parameters.cursorRefused();
    }
    return Integer.parseInt(first);
  }

  /** A clearing may be seen before the last of its trades; a page with holes is not given. */
  private Trades page(Clearing clearing, int from, int limit) {
    List<Trade> trades = views.trades(clearing.getMarket(), clearing.getInterval(), from, limit);
    if (trades.size() < limit) {
      throw ProblemType.NOT_READY.because("The trades of this interval are still being read.");
    }
    return Resources.trades(clearing, trades, from);
  }

  private Clearing named(Parameters parameters) {
    return lookup.clearing(parameters.path("market"), parameters.interval());
  }

  private static String hash(Clearing clearing) {
    return Resources.hex(clearing.getHash());
  }
}
