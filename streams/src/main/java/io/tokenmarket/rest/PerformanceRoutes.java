package io.tokenmarket.rest;

import static io.tokenmarket.topology.views.Grouping.FACTORY;
import static io.tokenmarket.topology.views.Grouping.HARDWARE;
import static io.tokenmarket.topology.views.Grouping.MARKET;
import static io.tokenmarket.topology.views.Grouping.TIER;

import io.javalin.http.Context;
import io.tokenmarket.rest.resource.Revenue;
import io.tokenmarket.rest.resource.Utilisation;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Revenue and utilisation of factories, hardware, tiers and markets. */
final class PerformanceRoutes {
  private final MarketViews views;
  private final Lookup lookup;
  private final PerformanceBlocks blocks;

  PerformanceRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
    this.blocks = new PerformanceBlocks(views);
  }

  List<Operation> operations() {
    return Stream.of(
            of("/v1/factories/{factory}", "Factory", ask -> anywhere(FACTORY, "factory", ask)),
            of("/v1/hardware/{hardware}", "Hardware", ask -> anywhere(HARDWARE, "hardware", ask)),
            of("/v1/markets/{market}", "Market", ask -> within(MARKET, "market", ask)),
            of("/v1/markets/{market}/tiers/{tier}", "Tier", ask -> within(TIER, "tier", ask)))
        .flatMap(List::stream)
        .toList();
  }

  private List<Operation> of(String path, String name, Function<Parameters, Selection> selection) {
    Parameter[] market =
        path.contains("{market}") ? new Parameter[0] : new Parameter[] {Parameter.MARKET};
    return List.of(
        Operation.get(
                path + "/revenue",
                "get" + name + "Revenue",
                name + ": what was sold, by interval",
                Revenue.class,
                ask -> answer(ask, selection, Resources::revenue))
            .with(market)
            .ranged(),
        Operation.get(
                path + "/utilisation",
                "get" + name + "Utilisation",
                name + ": how much of the power was sold and delivered, by interval",
                Utilisation.class,
                ask -> answer(ask, selection, Resources::utilisation))
            .with(market)
            .ranged());
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
    Map<String, Clearing> latest = selected.latest(views);
    PerformancePage page =
        new PerformancePage(latest.values(), parameters.cursor(), parameters.limit());
    for (MarketDefinition market : selected.markets()) {
      Clearing last = latest.get(market.getMarket());
      if (last == null) {
        continue;
      }
      blocks.show(
          selected,
          market,
          parameters.from(market),
          parameters.to(market),
          last.getInterval(),
          page);
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
    return ProblemType.UNKNOWN_SUBJECT.because(
        "No %s \"%s\" was part of an auction in %s."
            .formatted(by.label(), subject, names.size() == 1 ? names.get(0) : "any market"));
  }
}
