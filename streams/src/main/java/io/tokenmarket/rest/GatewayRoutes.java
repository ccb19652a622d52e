package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.producers.client.NotSentException;
import io.tokenmarket.rest.http.Fields;
import io.tokenmarket.rest.http.IdempotencyKey;
import io.tokenmarket.rest.resource.CommandAnswer;
import io.tokenmarket.rest.resource.CommandAnswer.Outcome;
import io.tokenmarket.rest.resource.Delivery;
import io.tokenmarket.rest.resource.Demand;
import io.tokenmarket.rest.resource.Offer;
import io.tokenmarket.rest.resource.PublicKey;
import io.tokenmarket.rest.resource.StandingOrder;
import io.tokenmarket.schemas.Causes;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.topology.views.MarketViews;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;

/** Commands of participants: what is answered is committed. */
final class GatewayRoutes {
  private static final String MARKET = "/v1/participants/{participant}/markets/{market}";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MarketViews views;
  private final Optional<Commands> gateway;
  private final Outcomes outcomes;

  GatewayRoutes(MarketViews views, Optional<Commands> gateway) {
    this.views = views;
    this.gateway = gateway;
    this.outcomes = new Outcomes(views);
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                MARKET + "/offers", "placeOffer", "Offers power", CommandAnswer.class, this::offer)
            .command(HandlerType.POST, Offer.class),
        Operation.get(
                MARKET + "/demand",
                "placeDemand",
                "Bids for tokens",
                CommandAnswer.class,
                this::demand)
            .command(HandlerType.POST, Demand.class),
        Operation.get(
                MARKET + "/offers/{order}",
                "amendOffer",
                "Gives an open offer other power and prices",
                CommandAnswer.class,
                this::amendOffer)
            .command(HandlerType.PUT, Offer.class)
            .with(Parameter.IF_MATCH),
        Operation.get(
                MARKET + "/demand/{order}",
                "amendDemand",
                "Gives an open demand another quantity and price",
                CommandAnswer.class,
                this::amendDemand)
            .command(HandlerType.PUT, Demand.class)
            .with(Parameter.IF_MATCH),
        Operation.get(
                MARKET + "/deliveries",
                "reportDelivery",
                "Reports what was delivered of a trade",
                CommandAnswer.class,
                this::deliver)
            .command(HandlerType.POST, Delivery.class),
        Operation.get(
                MARKET + "/key",
                "changeKey",
                "Replaces the key that commands must be signed with",
                CommandAnswer.class,
                this::changeKey)
            .command(HandlerType.PUT, PublicKey.class),
        Operation.get(
                MARKET + "/offers/{order}",
                "cancelOffer",
                "Takes an open offer out of the book",
                CommandAnswer.class,
                this::cancelOffer)
            .command(HandlerType.DELETE, null)
            .with(Parameter.IF_MATCH),
        Operation.get(
                MARKET + "/demand/{order}",
                "cancelDemand",
                "Takes an open demand out of the book",
                CommandAnswer.class,
                this::cancelDemand)
            .command(HandlerType.DELETE, null)
            .with(Parameter.IF_MATCH));
  }

  private void offer(Context context) {
    Condition.requireNone(context);
    Parameters parameters = new Parameters(context);
    Offer body = RequestBody.read(context, Offer.class);
    SupplyOffer offer =
        Terms.offer(key(context), parameters.path("market"), parameters.path("participant"), body);
    submit(context, offer, offer.getInterval());
  }

  private void demand(Context context) {
    Condition.requireNone(context);
    Parameters parameters = new Parameters(context);
    Demand body = RequestBody.read(context, Demand.class);
    TokenDemand demand =
        Terms.demand(key(context), parameters.path("market"), parameters.path("participant"), body);
    submit(context, demand, demand.getInterval());
  }

  /** Of the terms those that may change count: power, rates, steps, pools and recipes. */
  private void amendOffer(Context context) {
    Parameters parameters = new Parameters(context);
    Offer body = RequestBody.read(context, Offer.class);
    standing(parameters)
        .map(StandingOrder::offer)
        .ifPresent(stands -> FixedTerms.require(body, stands));
    SupplyOffer terms =
        Terms.offer(key(context), parameters.path("market"), parameters.path("participant"), body);
    submit(
        context,
        OfferAmended.newBuilder()
            .setCommandId(terms.getCommandId())
            .setMarket(terms.getMarket())
            .setParticipant(terms.getParticipant())
            .setOfferId(parameters.path("order"))
            .setKilowatts(terms.getKilowatts())
            .setRates(terms.getRates())
            .setSteps(terms.getSteps())
            .setPools(terms.getPools())
            .setRecipes(terms.getRecipes())
            .setIfVersion(ifVersion(context))
            .build(),
        -1);
  }

  /** Of the terms those that may change count: quantities and prices. */
  private void amendDemand(Context context) {
    Parameters parameters = new Parameters(context);
    Demand body = RequestBody.read(context, Demand.class);
    standing(parameters)
        .map(StandingOrder::demand)
        .ifPresent(stands -> FixedTerms.require(body, stands));
    TokenDemand terms =
        Terms.demand(key(context), parameters.path("market"), parameters.path("participant"), body);
    submit(
        context,
        DemandAmended.newBuilder()
            .setCommandId(terms.getCommandId())
            .setMarket(terms.getMarket())
            .setParticipant(terms.getParticipant())
            .setDemandId(parameters.path("order"))
            .setLots(terms.getLots())
            .setLimitPrice(terms.getLimitPrice())
            .setSteps(terms.getSteps())
            .setIfVersion(ifVersion(context))
            .build(),
        -1);
  }

  /** Where a market's rules know no versions, none is the one that is asked for. */
  private long ifVersion(Context context) {
    long version = Condition.version(context);
    boolean named = version >= 0;
    if (named && standing(new Parameters(context)).filter(o -> o.version() == null).isPresent()) {
      throw ProblemType.CONDITION_FAILED.because(
          "If-Match names version " + version + ", but orders of this market have none.");
    }
    return version;
  }

  /**
   * The order in the path as this node has it; where it has not read it yet, the market decides.
   */
  private Optional<StandingOrder> standing(Parameters parameters) {
    return Optional.of(views)
        .filter(ready -> ready.unavailable().isEmpty())
        .flatMap(ready -> ready.replicas().open(parameters.path("market")))
        .flatMap(open -> Told.find(open, parameters.path("participant"), parameters.path("order")))
        .map(Told::standing);
  }

  private void deliver(Context context) {
    Condition.requireNone(context);
    Parameters parameters = new Parameters(context);
    Delivery delivery = RequestBody.read(context, Delivery.class);
    submit(
        context,
        DeliveryReported.newBuilder()
            .setCommandId(key(context))
            .setMarket(parameters.path("market"))
            .setParticipant(parameters.path("participant"))
            .setInterval(delivery.interval())
            .setTrade(delivery.trade())
            .setTokens(delivery.tokens().longValueExact())
            .build(),
        -1);
  }

  /** The first key is the operator's to register, and not over REST. */
  private void changeKey(Context context) {
    Condition.requireNone(context);
    Parameters parameters = new Parameters(context);
    submit(
        context,
        KeyChanged.newBuilder()
            .setCommandId(key(context))
            .setMarket(parameters.path("market"))
            .setParticipant(parameters.path("participant"))
            .setPublicKey(RequestBody.read(context, PublicKey.class).publicKey())
            .build(),
        -1);
  }

  private void cancelOffer(Context context) {
    Parameters parameters = new Parameters(context);
    submit(
        context,
        OfferCancelled.newBuilder()
            .setCommandId(key(context))
            .setMarket(parameters.path("market"))
            .setParticipant(parameters.path("participant"))
            .setOfferId(parameters.path("order"))
            .setIfVersion(ifVersion(context))
            .build(),
        -1);
  }

  private void cancelDemand(Context context) {
    Parameters parameters = new Parameters(context);
    submit(
        context,
        DemandCancelled.newBuilder()
            .setCommandId(key(context))
            .setMarket(parameters.path("market"))
            .setParticipant(parameters.path("participant"))
            .setDemandId(parameters.path("order"))
            .setIfVersion(ifVersion(context))
            .build(),
        -1);
  }

  /**
   * @param interval the one the order is for, -1 for the next
   */
  private void submit(Context context, SpecificRecord command, long interval) {
    Sendable.require(command);
    Duration wait = new Parameters(context).waiting();
    Commands open =
        gateway.orElseThrow(
            () ->
                ProblemType.NO_GATEWAY.because("This node only reads; send commands to another."));
    context.future(
        () ->
            open.submit(command, signature(context))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle(GatewayRoutes::accepted)
                .thenCompose(accepted -> answer(context, accepted, interval, wait)));
  }

  private static Answer.Accepted accepted(Answer answer, Throwable failure) {
    if (failure != null) {
      throw unanswered(failure);
    }
    if (answer instanceof Answer.Rejected rejected) {
      throw RefusedException.of(rejected);
    }
    return (Answer.Accepted) answer;
  }

  private static RuntimeException unanswered(Throwable failure) {
    Throwable cause = Causes.ofStage(failure);
    if (cause instanceof TimeoutException) {
      return ProblemType.NOT_ANSWERED.because(
          "The exchange has not answered within %s s; the command may still take effect. Send the same request with the same Idempotency-Key again: it counts once."
              .formatted(PATIENCE.toSeconds()));
    }
    if (cause instanceof IllegalArgumentException conflict) {
      return RefusedException.of(
          new Answer.Rejected("", "COMMAND_ID_CONFLICT", conflict.getMessage(), -1, false));
    }
    if (cause instanceof ExchangeException || cause instanceof IllegalStateException) {
      String effect = cause instanceof NotSentException ? ", so it has no effect" : "";
      return ProblemType.NO_GATEWAY.because(
          Causes.words(cause)
              + effect
              + "; send the same request with the same Idempotency-Key again.");
    }
    return new CompletionException(cause);
  }

  private CompletableFuture<Void> answer(
      Context context, Answer.Accepted accepted, long interval, Duration wait) {
    String market = context.pathParam("market");
    CompletableFuture<Optional<Outcome>> outcome =
        wait.isZero()
            ? CompletableFuture.completedFuture(Optional.empty())
            : outcomes.of(market, context.pathParam("participant"), accepted, interval, wait);
    return outcome.thenAccept(
        known ->
            context
                .status(accepted.repeated() ? 200 : 201)
                .header("Cache-Control", "no-store")
                .json(
                    new CommandAnswer(
                        market,
                        context.pathParam("participant"),
                        accepted.commandId(),
                        accepted.orderId(),
                        accepted.logPosition(),
                        accepted.repeated(),
                        known.orElse(null))));
  }

  private static String key(Context context) {
    return IdempotencyKey.in(new Fields(context.req()), Parameter.KEY.name());
  }

  private static String signature(Context context) {
    return new Fields(context.req()).one(Parameter.SIGNATURE.name()).orElse(null);
  }
}
