package io.tokenmarket.replay;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.topology.views.Grouping;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The topics of a {@link LogSource}, and the records that stand on each. */
public final class Recorded {
  /** What the exchange made of the market log, each record caused by one entry. */
  static final List<String> PUBLISHED =
      List.of(Topics.CLEARINGS, Topics.TRADES, Topics.ORDER_EVENTS);

  /** What the views made of the clearings: {@link Grouping#store} names the topic. */
  static final List<String> VIEWS = Arrays.stream(Grouping.values()).map(Grouping::store).toList();

  private static final List<Schema> LOG =
      List.of(
          MarketDefinition.getClassSchema(),
          SupplyOffer.getClassSchema(),
          OfferCancelled.getClassSchema(),
          TokenDemand.getClassSchema(),
          DemandCancelled.getClassSchema(),
          GateClosed.getClassSchema());

  private static final List<Schema> ANSWERS =
      List.of(
          MarketDefined.getClassSchema(),
          OrderAccepted.getClassSchema(),
          OrderRejected.getClassSchema(),
          OrderCancelled.getClassSchema(),
          OrderAwarded.getClassSchema(),
          OrderExpired.getClassSchema());

  private static final Map<String, List<Schema>> RECORDS = records();

  private Recorded() {}

  /** All topics, the market log first. */
  public static List<String> topics() {
    return List.copyOf(RECORDS.keySet());
  }

  /** The records that may stand on the topic. */
  static List<Schema> records(String topic) {
    return RECORDS.get(topic);
  }

  private static Map<String, List<Schema>> records() {
    Map<String, List<Schema>> records = new LinkedHashMap<>();
    records.put(Topics.MARKET_LOG, LOG);
    records.put(Topics.CLEARINGS, List.of(Clearing.getClassSchema()));
    records.put(Topics.TRADES, List.of(Trade.getClassSchema()));
    records.put(Topics.ORDER_EVENTS, ANSWERS);
    VIEWS.forEach(view -> records.put(view, List.of(Performance.getClassSchema())));
    return Collections.unmodifiableMap(records);
  }
}
