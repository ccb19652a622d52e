package io.tokenmarket.market;

import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import org.apache.avro.specific.SpecificRecord;

/**
 * What every command of a participant carries, whatever its type.
 *
 * @param cancels the order it takes out of the book, or null
 * @param body the command itself
 */
record Command(String id, String market, String participant, String cancels, SpecificRecord body) {

  /**
   * @throws IllegalArgumentException where the record is no command of a participant
   */
  static Command of(SpecificRecord record) {
    if (record instanceof TokenDemand c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof SupplyOffer c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    if (record instanceof DemandCancelled c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), c.getDemandId(), c);
    }
    if (record instanceof OfferCancelled c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), c.getOfferId(), c);
    }
    if (record instanceof MarketDefinition c) {
      return new Command(c.getCommandId(), c.getMarket(), c.getParticipant(), null, c);
    }
    throw new IllegalArgumentException("no command: " + record.getSchema().getFullName());
  }
}
