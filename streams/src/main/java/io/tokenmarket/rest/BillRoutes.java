package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.rest.BillSheet.Side;
import io.tokenmarket.rest.resource.Bill;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;

/** A consumer's invoice and a factory's statement, as JSON or CSV. */
final class BillRoutes {
  /** More than a month of minutes. */
  static final long MOST_INTERVALS = 50_000;

  private final MarketViews views;
  private final Lookup lookup;

  BillRoutes(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  List<Operation> operations() {
    return List.of(
        operation(
            "invoice", "getInvoice", "What a consumer pays for what was delivered", Side.CONSUMER),
        operation(
            "statement",
            "getStatement",
            "What a factory gets for what it delivered",
            Side.FACTORY));
  }

  private Operation operation(String path, String id, String summary, Side side) {
    return Operation.get(
            "/v1/participants/{participant}/markets/{market}/" + path,
            id,
            summary,
            Bill.class,
            context -> answer(context, bill(new Parameters(context), side)))
        .with(Parameter.FROM, Parameter.TO)
        .asTable();
  }

  private Bill bill(Parameters parameters, Side side) {
    String participant = parameters.path("participant");
    MarketDefinition market = lookup.market(parameters.path("market"));
    long cleared = views.latestClearing(market.getMarket()).map(Clearing::getInterval).orElse(-1L);
    long to = Math.min(parameters.to(market) - 1, cleared) + 1;
    long from = Math.min(parameters.from(market), to);
    requireBillable(from, to);
    lookup.settledPosition(market.getMarket());
    BillSheet sheet = new BillSheet(market, side);
    views.postings(
        participant,
        market.getMarket(),
        from,
        to,
        posting -> {
          sheet.add(posting);
          return true;
        });
    return sheet.bill(participant, from, to);
  }

  private static void requireBillable(long from, long to) {
    if (to - from > MOST_INTERVALS) {
      throw ProblemType.BAD_PARAMETER.because(
          "The range has %s intervals, from %s to %s, but must have at most %s; choose from and to."
              .formatted(to - from, from, to, MOST_INTERVALS));
    }
  }

  private static void answer(Context context, Bill bill) {
    context.header(Header.VARY, Header.ACCEPT + ", " + Header.ACCEPT_ENCODING);
    if (Finality.CSV.equals(context.attribute(OperationRules.TYPE))) {
      Finality.answerTable(context, BillSheet.csv(bill));
    } else {
      Finality.answerCurrent(context, bill);
    }
  }
}
