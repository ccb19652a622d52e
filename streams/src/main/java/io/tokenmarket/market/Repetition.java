package io.tokenmarket.market;

import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import org.apache.avro.specific.SpecificRecord;

/**
 * An answer given again, marked as such. Everything else stays, the log position too: it says where
 * the command took effect.
 */
final class Repetition {
  private Repetition() {}

  static SpecificRecord of(SpecificRecord answer) {
    if (answer instanceof OrderAccepted a) {
      return new OrderAccepted(
          a.getMarket(),
          a.getParticipant(),
          a.getCommandId(),
          a.getOrderId(),
          a.getLogPosition(),
          true);
    }
    if (answer instanceof OrderRejected a) {
      return new OrderRejected(
          a.getMarket(),
          a.getParticipant(),
          a.getCommandId(),
          a.getReason(),
          a.getDetail(),
          a.getLogPosition(),
          true);
    }
    if (answer instanceof OrderCancelled a) {
      return new OrderCancelled(
          a.getMarket(),
          a.getParticipant(),
          a.getCommandId(),
          a.getOrderId(),
          a.getLogPosition(),
          true);
    }
    MarketDefined a = (MarketDefined) answer;
    return new MarketDefined(
        a.getMarket(), a.getParticipant(), a.getCommandId(), a.getLogPosition(), true);
  }
}
