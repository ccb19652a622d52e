package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.tokenmarket.rest.resource.Budget;
import io.tokenmarket.rest.resource.CommandAnswer;
import io.tokenmarket.rest.resource.PublicKey;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.MarketViews;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the operator of a market does to it: each is a command in its log, as one that comes over
 * Kafka, in the name of whoever defined the market.
 */
final class OperatorRoutes {
  private static final String MARKET = "/v1/markets/{market}";

  private final Lookup lookup;
  private final Submission submission;

  OperatorRoutes(MarketViews views, Submission submission) {
    this.lookup = new Lookup(views);
    this.submission = submission;
  }

  List<Operation> operations() {
    return List.of(
        operation("/halt", "haltMarket", "No orders and no auctions from here on", this::halt)
            .operated(HandlerType.POST, null),
        operation("/resume", "resumeMarket", "Ends a halt", this::resume)
            .operated(HandlerType.POST, null),
        operation(
                "/budgets/{participant}",
                "defineBudget",
                "Bounds what a consumer may spend in the market",
                this::budget)
            .operated(HandlerType.PUT, Budget.class),
        operation(
                "/keys/{participant}",
                "defineKey",
                "Registers the key that a participant's commands must be signed with",
                this::registerKey)
            .operated(HandlerType.PUT, PublicKey.class));
  }

  private static Operation operation(String path, String id, String summary, Handler handler) {
    return Operation.get(MARKET + path, id, summary, CommandAnswer.class, handler);
  }

  private void halt(Context context) {
    send(
        context,
        market ->
            new MarketHalted(Submission.key(context), market.getMarket(), market.getParticipant()));
  }

  private void resume(Context context) {
    send(
        context,
        market ->
            new MarketResumed(
                Submission.key(context), market.getMarket(), market.getParticipant()));
  }

  private void budget(Context context) {
    Budget budget = RequestBody.read(context, Budget.class);
    send(
        context,
        market ->
            new BudgetDefinition(
                Submission.key(context),
                market.getMarket(),
                market.getParticipant(),
                new Parameters(context).path("participant"),
                budget.period(),
                nanoDollars("dollars", budget.dollars()),
                nanoDollars("baseSalary", budget.baseSalary())));
  }

  private void registerKey(Context context) {
    PublicKey key = RequestBody.read(context, PublicKey.class);
    send(
        context,
        market ->
            new KeyDefinition(
                Submission.key(context),
                market.getMarket(),
                market.getParticipant(),
                new Parameters(context).path("participant"),
                key.publicKey()));
  }

  /** Sends it in the name of who defined the market: it takes nobody else's. */
  private void send(Context context, Function<MarketDefinition, SpecificRecord> command) {
    Condition.requireNone(context);
    MarketDefinition market = lookup.market(new Parameters(context).path("market"));
    submission.send(context, command.apply(market), -1);
  }

  private static Long nanoDollars(String field, BigDecimal dollars) {
    try {
      return dollars == null ? null : Units.nanoDollars(dollars);
    } catch (ArithmeticException beyond) {
      throw ProblemType.BAD_BODY.because(
          "The field \"%s\" is beyond 9 billion dollars.".formatted(field));
    }
  }
}
