package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tokenmarket.rest.resource.CommandAnswer;
import io.tokenmarket.rest.resource.Delivery;
import io.tokenmarket.rest.resource.Demand;
import io.tokenmarket.rest.resource.Offer;
import io.tokenmarket.rest.resource.PublicKey;
import io.tokenmarket.rest.resource.StandingOrder;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;
import java.util.Optional;

/** Commands of participants: what is answered is committed. */
final class GatewayRoutes {
  private static final String MARKET = "/v1/participants/{participant}/markets/{market}";

  private final MarketViews views;
  private final Submission submission;

  GatewayRoutes(MarketViews views, Submission submission) {
    this.views = views;
    this.submission = submission;
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
        Terms.offer(
            Submission.key(context),
            parameters.path("market"),
            parameters.path("participant"),
            body);
    submission.send(context, offer, offer.getInterval());
  }

  private void demand(Context context) {
    Condition.requireNone(context);
    Parameters parameters = new Parameters(context);
    Demand body = RequestBody.read(context, Demand.class);
    TokenDemand demand =
        Terms.demand(
            Submission.key(context),
            parameters.path("market"),
            parameters.path("participant"),
            body);
    submission.send(context, demand, demand.getInterval());
  }

  /** Of the terms those that may change count: power, rates, steps, pools and recipes. */
  private void amendOffer(Context context) {
    Parameters parameters = new Parameters(context);
    Offer body = RequestBody.read(context, Offer.class);
    standing(parameters)
        .map(StandingOrder::offer)
        .ifPresent(stands -> FixedTerms.require(body, stands));
    SupplyOffer terms =
        Terms.offer(
            Submission.key(context),
            parameters.path("market"),
            parameters.path("participant"),
            body);
    submission.send(
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
        Terms.demand(
            Submission.key(context),
            parameters.path("market"),
            parameters.path("participant"),
            body);
    submission.send(
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
        .flatMap(
            open -> ToldEvents.find(open, parameters.path("participant"), parameters.path("order")))
        .map(ToldEvents::standing);
  }

  private void deliver(Context context) {
    Condition.requireNone(context);
    Parameters parameters = new Parameters(context);
    Delivery delivery = RequestBody.read(context, Delivery.class);
    submission.send(
        context,
        DeliveryReported.newBuilder()
            .setCommandId(Submission.key(context))
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
    submission.send(
        context,
        KeyChanged.newBuilder()
            .setCommandId(Submission.key(context))
            .setMarket(parameters.path("market"))
            .setParticipant(parameters.path("participant"))
            .setPublicKey(RequestBody.read(context, PublicKey.class).publicKey())
            .build(),
        -1);
  }

  private void cancelOffer(Context context) {
    Parameters parameters = new Parameters(context);
    submission.send(
        context,
        OfferCancelled.newBuilder()
            .setCommandId(Submission.key(context))
            .setMarket(parameters.path("market"))
            .setParticipant(parameters.path("participant"))
            .setOfferId(parameters.path("order"))
            .setIfVersion(ifVersion(context))
            .build(),
        -1);
  }

  private void cancelDemand(Context context) {
    Parameters parameters = new Parameters(context);
    submission.send(
        context,
        DemandCancelled.newBuilder()
            .setCommandId(Submission.key(context))
            .setMarket(parameters.path("market"))
            .setParticipant(parameters.path("participant"))
            .setDemandId(parameters.path("order"))
            .setIfVersion(ifVersion(context))
            .build(),
        -1);
  }
}
