package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.Award;
import io.tokenmarket.rest.resource.Event;
import io.tokenmarket.rest.resource.Order;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.ParticipantEvent;
import java.math.BigInteger;
import org.apache.avro.generic.GenericRecord;

/** What a participant is told of his orders, as resources. */
final class Told {
  private Told() {}

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
        field(event, "reason"),
        field(event, "detail"),
        field(event, "repeated"),
        field(event, "interval"),
        field(event, "tier"),
        award == null ? null : award.tokens(),
        award == null ? null : award.price(),
        award == null ? null : award.value(),
        award == null ? null : award.fee());
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
        ends ? order.getLastAuction() - auctions : null,
        Resources.tokens(BigInteger.valueOf(order.getFilled())),
        offer ? Terms.offer((SupplyOffer) order.getTerms()) : null,
        offer ? null : Terms.demand((TokenDemand) order.getTerms()));
  }

  static String owner(OpenOrder order) {
    return order.getTerms() instanceof SupplyOffer offer
        ? offer.getParticipant()
        : ((TokenDemand) order.getTerms()).getParticipant();
  }
}
