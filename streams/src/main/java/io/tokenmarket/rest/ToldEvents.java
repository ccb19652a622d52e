package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.Award;
import io.tokenmarket.rest.resource.Event;
import io.tokenmarket.rest.resource.Order;
import io.tokenmarket.rest.resource.StandingOrder;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.ParticipantEvent;
import io.tokenmarket.topology.views.StandingOrders;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** What a participant is told of their orders, as resources. */
final class ToldEvents {
  private ToldEvents() {}

  static Award award(OrderAwarded award) {
    return new Award(
        award.getMarket(),
        award.getInterval(),
        award.getOrderId(),
        award.getTier(),
        Resources.tokens(award.getLots()),
        Units.price(award.getPrice()),
        Units.money(award.getNanoDollars()),
        Units.money(award.getFeeNanoDollars()),
        award.getLogPosition());
  }

  /** Of an event of whatever type; one that is newer than this code shows what is common to all. */
  static Event event(ParticipantEvent told) {
    GenericRecord event = (GenericRecord) told.event();
    Award award = told.event() instanceof OrderAwarded awarded ? award(awarded) : null;
    return new Event(
        told.sequence(),
        told.event().getSchema().getName(),
        field(event, "market"),
        (Long) event.get("logPosition"),
        field(event, "commandId"),
        field(event, "orderId"),
        text(event, "reason"),
        detail(event),
        field(event, "repeated"),
        field(event, "interval"),
        field(event, "tier"),
        award == null ? null : award.tokens(),
        award == null ? null : award.price(),
        award == null ? null : award.value(),
        award == null ? null : award.fee());
  }

  private static String detail(GenericRecord event) {
    String detail = text(event, "detail");
    return detail == null
        ? null
        : ReasonSentence.of(field(event, "reason"), field(event, "arguments"), detail);
  }

  /** Empty, as of a market that its operator halted, is as good as none. */
  private static String text(GenericRecord event, String name) {
    String text = field(event, name);
    return text == null || text.isEmpty() ? null : text;
  }

  @SuppressWarnings("unchecked")
  private static <T> T field(GenericRecord event, String name) {
    return event.hasField(name) ? (T) event.get(name) : null;
  }

  /**
   * @param auctions that the market has held
   */
  static Order order(OpenOrder order, long auctions) {
    boolean offer = order.getTerms() instanceof SupplyOffer;
    boolean ends = order.getLastAuction() < Long.MAX_VALUE;
    return new Order(
        order.getMarket(),
        order.getOrderId(),
        order.getLogPosition(),
        version(order),
        ends ? order.getLastAuction() - auctions : null,
        Resources.tokens(BigInteger.valueOf(order.getFilled())),
        offer ? Terms.offer((SupplyOffer) order.getTerms()) : null,
        offer ? null : Terms.demand((TokenDemand) order.getTerms()));
  }

  /** The same by itself: nothing in it changes unless its version does. */
  static StandingOrder standing(OpenOrder order) {
    Order told = order(order, 0);
    return new StandingOrder(
        owner(order),
        told.market(),
        told.orderId(),
        told.logPosition(),
        told.version(),
        told.auctionsLeft(),
        told.tokensFilled(),
        told.offer(),
        told.demand());
  }

  /** A participant's order of this name, empty where none is. */
  static Optional<OpenOrder> find(StandingOrders open, String participant, String orderId) {
    return open.orders().stream()
        .filter(order -> order.getOrderId().equals(orderId))
        .filter(order -> owner(order).equals(participant))
        .findFirst();
  }

  private static Long version(OpenOrder order) {
    return order.getVersion() < 0 ? null : order.getVersion();
  }

  static String owner(OpenOrder order) {
    return order.getTerms() instanceof SupplyOffer offer
        ? offer.getParticipant()
        : ((TokenDemand) order.getTerms()).getParticipant();
  }
}
