package io.tokenmarket.market;

import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import org.apache.avro.specific.SpecificRecord;

/**
 * What every command carries, whatever its type.
 *
 * @param order the open order it amends or cancels, or null
 * @param body the command itself
 */
record Command(String id, String market, String participant, String order, SpecificRecord body) {

  /**
   * @throws IllegalArgumentException where the record is no command
   */
  static Command of(SpecificRecord record) {
    if (record instanceof TokenDemand c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof SupplyOffer c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof DemandAmended c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), c.getDemandId(), c);
    }
    if (record instanceof OfferAmended c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), c.getOfferId(), c);
    }
    if (record instanceof DemandCancelled c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), c.getDemandId(), c);
    }
    if (record instanceof OfferCancelled c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), c.getOfferId(), c);
    }
    if (record instanceof DeliveryReported c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof KeyChanged c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    return ofOperator(record);
  }

  private static Command ofOperator(SpecificRecord record) {
    if (record instanceof MarketDefinition c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof MarketHalted c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof MarketResumed c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof BudgetDefinition c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof KeyDefinition c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    throw new IllegalArgumentException("no command: " + record.getSchema().getFullName());
  }

  boolean isCancellation() {
    return body instanceof DemandCancelled || body instanceof OfferCancelled;
  }

  /** The version that the order must have, or -1. */
  long ifVersion() {
    if (body instanceof DemandAmended c) {
      return c.getIfVersion();
    }
    if (body instanceof OfferAmended c) {
      return c.getIfVersion();
    }
    return body instanceof DemandCancelled c
        ? c.getIfVersion()
        : ((OfferCancelled) body).getIfVersion();
  }

  /** Whether it is about a supply offer, and not about a demand. */
  boolean isSupply() {
    return body instanceof SupplyOffer
        || body instanceof OfferAmended
        || body instanceof OfferCancelled;
  }
}
