package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.tokenmarket.rest.resource.Budget;
import io.tokenmarket.rest.resource.CommandAnswer;
import io.tokenmarket.rest.resource.PublicKey;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.topology.views.MarketViews;
import java.math.BigDecimal;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the operator of a market does to it: each is a command in its log, as one that comes over
 * Kafka, in the name of whoever defined the market.
 */
final class OperatorRoutes {
  private static final String MARKET = "/v1/markets/{market}";
  private static final int NANOS = 9;

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
    send(context, new MarketHalted(Submission.key(context), market(context), operator(context)));
  }

  private void resume(Context context) {
    send(context, new MarketResumed(Submission.key(context), market(context), operator(context)));
  }

  private void budget(Context context) {
    Budget budget = RequestBody.read(context, Budget.class);
    send(
        context,
        new BudgetDefinition(
            Submission.key(context),
            market(context),
            operator(context),
            new Parameters(context).path("participant"),
            budget.period(),
            nanoDollars("dollars", budget.dollars()),
            nanoDollars("baseSalary", budget.baseSalary())));
  }

  private void registerKey(Context context) {
    send(
        context,
        new KeyDefinition(
            Submission.key(context),
            market(context),
            operator(context),
            new Parameters(context).path("participant"),
            RequestBody.read(context, PublicKey.class).publicKey()));
  }

  private void send(Context context, SpecificRecord command) {
    Condition.requireNone(context);
    submission.send(context, command, -1);
  }

  private String market(Context context) {
    return lookup.market(new Parameters(context).path("market")).getMarket();
  }

  /** Nobody else's commands does the market take. */
  private String operator(Context context) {
    return lookup.market(new Parameters(context).path("market")).getParticipant();
  }

  private static Long nanoDollars(String field, BigDecimal dollars) {
    try {
      return dollars == null ? null : dollars.movePointRight(NANOS).longValueExact();
    } catch (ArithmeticException beyond) {
      throw ProblemType.BAD_BODY.because(
          "The field \"%s\" is beyond 9 billion dollars.".formatted(field));
    }
  }
}
