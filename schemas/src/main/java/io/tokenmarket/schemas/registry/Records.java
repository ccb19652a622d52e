package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.EventBatch;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.UnsettledTrade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The records that have a subject of their own: all that may be on a topic or in a changelog. */
public final class Records {
  private static final List<Schema> ALL =
      List.of(
          SupplyOffer.getClassSchema(),
          OfferAmended.getClassSchema(),
          OfferCancelled.getClassSchema(),
          TokenDemand.getClassSchema(),
          DemandAmended.getClassSchema(),
          DemandCancelled.getClassSchema(),
          MarketDefinition.getClassSchema(),
          MarketHalted.getClassSchema(),
          MarketResumed.getClassSchema(),
          BudgetDefinition.getClassSchema(),
          DeliveryReported.getClassSchema(),
          KeyDefinition.getClassSchema(),
          KeyChanged.getClassSchema(),
          CommandBatch.getClassSchema(),
          GateClosing.getClassSchema(),
          GateClosed.getClassSchema(),
          MarketDefined.getClassSchema(),
          MarketChanged.getClassSchema(),
          BudgetDefined.getClassSchema(),
          DeliveryRecorded.getClassSchema(),
          KeyDefined.getClassSchema(),
          OrderAccepted.getClassSchema(),
          OrderRejected.getClassSchema(),
          OrderAmended.getClassSchema(),
          OrderCancelled.getClassSchema(),
          OrderAwarded.getClassSchema(),
          OrderFilled.getClassSchema(),
          OrderExpired.getClassSchema(),
          EventBatch.getClassSchema(),
          IndicativeClearing.getClassSchema(),
          Clearing.getClassSchema(),
          ClearingPart.getClassSchema(),
          Trade.getClassSchema(),
          TradeSettled.getClassSchema(),
          UnsettledTrade.getClassSchema(),
          Posting.getClassSchema(),
          DeadLetter.getClassSchema(),
          OpenOrder.getClassSchema(),
          CommandMemory.getClassSchema(),
          MarketHead.getClassSchema(),
          Budget.getClassSchema(),
          SigningKey.getClassSchema(),
          Performance.getClassSchema(),
          DeliveryPerformance.getClassSchema());

  private static final Map<String, Schema> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));

  private Records() {}

  /** The schemas of all records; a schema's full name is its subject. */
  public static List<Schema> all() {
    return ALL;
  }

  /** Avro's model of a record of ours, with the coders that were generated for it. */
  static SpecificData model(Schema ours) {
    SpecificData model = SpecificData.getForSchema(ours);
    model.setCustomCoders(true);
    return model;
  }

  /** Our schema of this full name, if there is one. */
  static Optional<Schema> named(String fullName) {
    return Optional.ofNullable(BY_NAME.get(fullName));
  }
}
