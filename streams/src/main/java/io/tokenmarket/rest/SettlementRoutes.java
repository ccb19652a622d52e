package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.tokenmarket.rest.resource.Postings;
import io.tokenmarket.rest.resource.SettledTrades;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.MarketViews;
import java.math.BigInteger;
import java.util.List;

/** What was delivered, and who paid whom for it. */
final class SettlementRoutes {
  private final MarketViews views;
  private final Lookup lookup;

  SettlementRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                "/v1/markets/{market}/intervals/{interval}/settled-trades",
                "listSettledTrades",
                "What was delivered of the trades of an interval",
                SettledTrades.class,
                this::settledTrades)
            .paged(),
        Operation.get(
                "/v1/participants/{participant}/markets/{market}/postings",
                "listPostings",
                "What a participant received and paid for what was delivered",
                Postings.class,
                this::postings)
            .ranged());
  }

  private void settledTrades(Context context) {
    Parameters parameters = new Parameters(context);
    Clearing clearing = lookup.clearing(parameters.path("market"), parameters.interval());
    long position = lookup.settledPosition(clearing.getMarket());
    int limit = parameters.limit();
    int from = (int) Math.min(parameters.numberCursor().orElse(0L), clearing.getTrades());
    List<TradeSettled> found =
        views.settledTrades(clearing.getMarket(), clearing.getInterval(), from, limit + 1);
    String next =
        found.size() > limit
            ? Parameters.cursor(Integer.toString(found.get(limit).getTrade()))
            : null;
    Finality.answerCurrent(
        context,
        new SettledTrades(
            clearing.getMarket(),
            clearing.getInterval(),
            position,
            clearing.getTrades(),
            found.stream().limit(limit).map(SettlementRoutes::resource).toList(),
            next));
  }

  private static SettledTrades.SettledTrade resource(TradeSettled settled) {
    return new SettledTrades.SettledTrade(
        settled.getTrade(),
        settled.getFactory(),
        settled.getConsumer(),
        settled.getTier(),
        settled.getHardware(),
        Resources.tokens(settled.getLots()),
        BigInteger.valueOf(settled.getDeliveredTokens()),
        BigInteger.valueOf(settled.getSettledTokens()),
        Units.price(settled.getPrice()),
        Units.money(settled.getPaidNanoDollars()),
        Units.money(settled.getFeeNanoDollars()),
        Units.money(settled.getPenaltyNanoDollars()),
        settled.getLogPosition());
  }

  private void postings(Context context) {
    Parameters parameters = new Parameters(context);
    String account = parameters.path("participant");
    MarketDefinition market = lookup.market(parameters.path("market"));
    long position = lookup.settledPosition(market.getMarket());
    NamedPage<Posting> page = new NamedPage<>(parameters, SettlementRoutes::name);
    views.postings(
        account,
        market.getMarket(),
        page.begin(parameters.from(market)),
        parameters.to(market),
        page::show);
    if (!page.isBegun()) {
      throw parameters.cursorRefused();
    }
    Finality.answerCurrent(
        context,
        new Postings(
            account,
            market.getMarket(),
            position,
            page.entries().stream().map(SettlementRoutes::resource).toList(),
            page.next()));
  }

  /** Both sides of an entry may be on one account. */
  private static String name(Posting posting) {
    String side = posting.getNanoDollars() < 0 ? "paid" : "received";
    return posting.getInterval() + "/" + posting.getNumber() + "/" + side;
  }

  private static Postings.Entry resource(Posting posting) {
    return new Postings.Entry(
        posting.getInterval(),
        posting.getNumber(),
        posting.getTrade(),
        posting.getCause(),
        posting.getCounterAccount(),
        Units.money(posting.getNanoDollars()),
        posting.getLogPosition());
  }
}
