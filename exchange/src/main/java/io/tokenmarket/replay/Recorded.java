package io.tokenmarket.replay;

import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
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
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** The topics of a {@link LogSource}, and the records that are on each. */
final class Recorded {
  /** What the exchange made of the market log, each record caused by one entry. */
  static final List<String> PUBLISHED =
      List.of(
          Topics.CLEARINGS,
          Topics.TRADES,
          Topics.ORDER_EVENTS,
          Topics.INDICATIVE_CLEARINGS,
          Topics.SETTLEMENTS);

  /** Of these, those that a record may lack, because the exchange that left it had them not. */
  static final Set<String> LATER = Set.of(Topics.INDICATIVE_CLEARINGS, Topics.SETTLEMENTS);

  /** Of these, those whose older records are deleted. */
  static final Set<String> FORGOTTEN = Set.of(Topics.ORDER_EVENTS, Topics.INDICATIVE_CLEARINGS);

  private static final List<Schema> LOG =
      List.of(
          MarketDefinition.getClassSchema(),
          SupplyOffer.getClassSchema(),
          OfferCancelled.getClassSchema(),
          TokenDemand.getClassSchema(),
          DemandCancelled.getClassSchema(),
          GateClosed.getClassSchema(),
          MarketHalted.getClassSchema(),
          MarketResumed.getClassSchema(),
          BudgetDefinition.getClassSchema(),
          OfferAmended.getClassSchema(),
          DemandAmended.getClassSchema(),
          GateClosing.getClassSchema(),
          DeliveryReported.getClassSchema(),
          KeyDefinition.getClassSchema(),
          KeyChanged.getClassSchema());

  private static final List<Schema> ANSWERS =
      List.of(
          MarketDefined.getClassSchema(),
          OrderAccepted.getClassSchema(),
          OrderRejected.getClassSchema(),
          OrderCancelled.getClassSchema(),
          OrderAwarded.getClassSchema(),
          OrderExpired.getClassSchema(),
          OrderAmended.getClassSchema(),
          OrderFilled.getClassSchema(),
          MarketChanged.getClassSchema(),
          BudgetDefined.getClassSchema(),
          DeliveryRecorded.getClassSchema(),
          KeyDefined.getClassSchema());

  private static final Map<String, List<Schema>> RECORDS =
      Map.of(
          Topics.MARKET_LOG,
          LOG,
          Topics.CLEARINGS,
          List.of(Clearing.getClassSchema()),
          Topics.TRADES,
          List.of(Trade.getClassSchema()),
          Topics.ORDER_EVENTS,
          ANSWERS,
          Topics.INDICATIVE_CLEARINGS,
          List.of(IndicativeClearing.getClassSchema()),
          Topics.SETTLEMENTS,
          List.of(TradeSettled.getClassSchema(), Posting.getClassSchema()));

  private Recorded() {}

  /** All topics where these views are kept, the market log first. */
  static List<String> topics(List<KeptViews> views) {
    List<String> topics = new ArrayList<>(List.of(Topics.MARKET_LOG));
    topics.addAll(PUBLISHED);
    views.forEach(kept -> topics.addAll(kept.topics()));
    return topics;
  }

  /** The records that may be on the topic; on all but the log and the published, views'. */
  static List<Schema> records(String topic) {
    return RECORDS.getOrDefault(topic, List.of(Performance.getClassSchema()));
  }
}
