package io.tokenmarket.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tokenmarket.rest.resource.Market;
import io.tokenmarket.rest.resource.Markets;
import io.tokenmarket.rest.resource.Trades;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;

/** Markets, prices, clearings and trades. */
final class MarketRoutes {
  private final MarketViews views;
  private final Lookup lookup;

  MarketRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  void on(RoutesConfig routes) {
    String market = "/v1/markets/{market}";
    routes.get("/v1/markets", this::markets);
    routes.get(market, this::market);
    routes.get(market + "/prices", this::latestPrices);
    routes.get(market + "/prices/{interval}", this::prices);
    routes.get(market + "/clearings/latest", this::latestClearing);
    routes.get(market + "/clearings/{interval}", this::clearing);
    routes.get(market + "/intervals/{interval}/trades", this::trades);
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

  private void latestPrices(Context context) {
    Clearing latest = lookup.latest(context.pathParam("market"));
    Finality.answerLatest(context, hash(latest), () -> Resources.prices(latest));
  }

  private void prices(Context context) {
    Clearing clearing = named(new Parameters(context));
    Finality.answerFinal(context, hash(clearing), () -> Resources.prices(clearing));
  }

  private void latestClearing(Context context) {
    Clearing latest = lookup.latest(context.pathParam("market"));
    Finality.answerLatest(context, hash(latest), () -> Resources.clearing(latest));
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
      throw Refusal.NOT_READY.because("The trades of this interval are still being read.");
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
