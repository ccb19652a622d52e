package io.tokenmarket.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Revenue and utilisation of factories, hardware, tiers and markets. */
final class PerformanceRoutes {
  private final MarketViews views;
  private final Lookup lookup;

  PerformanceRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  void on(RoutesConfig routes) {
    on(routes, "/v1/factories/{factory}", ask -> anywhere(Grouping.FACTORY, "factory", ask));
    on(routes, "/v1/hardware/{hardware}", ask -> anywhere(Grouping.HARDWARE, "hardware", ask));
    on(routes, "/v1/markets/{market}", ask -> within(Grouping.MARKET, "market", ask));
    on(routes, "/v1/markets/{market}/tiers/{tier}", ask -> within(Grouping.TIER, "tier", ask));
  }

  private void on(RoutesConfig routes, String path, Function<Parameters, Selection> selection) {
    routes.get(path + "/revenue", ask -> answer(ask, selection, Resources::revenue));
    routes.get(path + "/utilisation", ask -> answer(ask, selection, Resources::utilisation));
  }

  private void answer(
      Context context,
      Function<Parameters, Selection> selection,
      BiFunction<Selection, PerformancePage, ?> resource) {
    Parameters parameters = new Parameters(context);
    Selection selected = selection.apply(parameters);
    Finality.answerCurrent(context, resource.apply(selected, page(selected, parameters)));
  }

  private PerformancePage page(Selection selected, Parameters parameters) {
    PerformancePage page =
        new PerformancePage(selected.logPosition(views), parameters.cursor(), parameters.limit());
    for (MarketDefinition market : selected.markets()) {
      views.performances(
          selected.by(),
          selected.subject(),
          market.getMarket(),
          parameters.from(market),
          parameters.to(market),
          done -> page.show(done, market.getIntervalMillis()));
    }
    if (!page.isBegun()) {
      throw parameters.cursorRefused();
    }
    return page;
  }

  /** A subject known by the same name in all markets, or in the one of the parameter "market". */
  private Selection anywhere(Grouping by, String parameter, Parameters parameters) {
    List<MarketDefinition> markets =
        parameters.market().map(lookup::market).map(List::of).orElseGet(views::markets);
    return selection(by, parameters.path(parameter), markets);
  }

  /** A subject of the market in the path. */
  private Selection within(Grouping by, String parameter, Parameters parameters) {
    MarketDefinition market = lookup.market(parameters.path("market"));
    String subject = parameters.path(parameter);
    return by == Grouping.MARKET
        ? new Selection(by, subject, List.of(market))
        : selection(by, subject, List.of(market));
  }

  private Selection selection(Grouping by, String subject, List<MarketDefinition> markets) {
    List<MarketDefinition> where =
        markets.stream().filter(m -> views.performed(by, subject, m.getMarket())).toList();
    if (where.isEmpty()) {
      throw unknown(by, subject, markets);
    }
    return new Selection(by, subject, where);
  }

  private static RefusedException unknown(
      Grouping by, String subject, List<MarketDefinition> markets) {
    List<String> names = markets.stream().map(MarketDefinition::getMarket).toList();
    return Refusal.UNKNOWN_SUBJECT.because(
        "No %s \"%s\" was part of an auction in %s."
            .formatted(by.label(), subject, names.size() == 1 ? names.get(0) : "any market"));
  }
}
