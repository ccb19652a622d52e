package io.tokenmarket.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The records that have a subject of their own: what each is for, on which topics it is and under
 * which key. They are in the order in which they are registered, so that a registry that is set up
 * anew gives them the ids it gave before.
 */
public enum RecordKind {
  SUPPLY_OFFER(SupplyOffer.class, Role.COMMAND, Key.PARTICIPANT, Topics.SUPPLY_OFFERS),
  OFFER_AMENDED(OfferAmended.class, Role.COMMAND, Key.PARTICIPANT, Topics.SUPPLY_OFFERS),
  OFFER_CANCELLED(OfferCancelled.class, Role.COMMAND, Key.PARTICIPANT, Topics.SUPPLY_OFFERS),
  TOKEN_DEMAND(TokenDemand.class, Role.COMMAND, Key.PARTICIPANT, Topics.TOKEN_DEMAND),
  DEMAND_AMENDED(DemandAmended.class, Role.COMMAND, Key.PARTICIPANT, Topics.TOKEN_DEMAND),
  DEMAND_CANCELLED(DemandCancelled.class, Role.COMMAND, Key.PARTICIPANT, Topics.TOKEN_DEMAND),
  MARKET_DEFINITION(MarketDefinition.class, Role.COMMAND, Key.MARKET, Topics.MARKET_DEFINITIONS),
  MARKET_HALTED(MarketHalted.class, Role.COMMAND, Key.MARKET, Topics.MARKET_OPERATIONS),
  MARKET_RESUMED(MarketResumed.class, Role.COMMAND, Key.MARKET, Topics.MARKET_OPERATIONS),
  BUDGET_DEFINITION(BudgetDefinition.class, Role.COMMAND, Key.MARKET, Topics.MARKET_OPERATIONS),
  DELIVERY_REPORTED(DeliveryReported.class, Role.COMMAND, Key.PARTICIPANT, Topics.DELIVERIES),
  KEY_DEFINITION(KeyDefinition.class, Role.COMMAND, Key.MARKET, Topics.MARKET_OPERATIONS),
  KEY_CHANGED(
      KeyChanged.class, Role.COMMAND, Key.PARTICIPANT, Topics.TOKEN_DEMAND, Topics.SUPPLY_OFFERS),
  COMMAND_BATCH(
      CommandBatch.class,
      Role.ENVELOPE,
      Key.PARTICIPANT,
      Topics.SUPPLY_OFFERS,
      Topics.TOKEN_DEMAND,
      Topics.DELIVERIES,
      Topics.MARKET_LOG),
  GATE_CLOSING(GateClosing.class, Role.GATE, Key.MARKET, Topics.MARKET_LOG),
  GATE_CLOSED(GateClosed.class, Role.GATE, Key.MARKET, Topics.MARKET_LOG),
  MARKET_DEFINED(MarketDefined.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  MARKET_CHANGED(MarketChanged.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  BUDGET_DEFINED(BudgetDefined.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  DELIVERY_RECORDED(DeliveryRecorded.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  KEY_DEFINED(KeyDefined.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  ORDER_ACCEPTED(OrderAccepted.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  ORDER_REJECTED(OrderRejected.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  ORDER_AMENDED(OrderAmended.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  ORDER_CANCELLED(OrderCancelled.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  ORDER_AWARDED(OrderAwarded.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  ORDER_FILLED(OrderFilled.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  ORDER_EXPIRED(OrderExpired.class, Role.EVENT, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  EVENT_BATCH(EventBatch.class, Role.ENVELOPE, Key.PARTICIPANT, Topics.ORDER_EVENTS),
  INDICATIVE_CLEARING(
      IndicativeClearing.class, Role.EVENT, Key.MARKET, Topics.INDICATIVE_CLEARINGS),
  CLEARING(Clearing.class, Role.EVENT, Key.MARKET, Topics.CLEARINGS),
  CLEARING_PART(ClearingPart.class, Role.ENVELOPE, Key.MARKET, Topics.CLEARINGS),
  TRADE(Trade.class, Role.EVENT, Key.MARKET, Topics.TRADES),
  TRADE_SETTLED(TradeSettled.class, Role.EVENT, Key.MARKET, Topics.SETTLEMENTS),
  UNSETTLED_TRADE(UnsettledTrade.class, Role.STATE, Key.NONE),
  POSTING(Posting.class, Role.EVENT, Key.MARKET, Topics.SETTLEMENTS),
  DEAD_LETTER(DeadLetter.class, Role.LETTER, Key.NONE, Topics.DEAD_LETTERS),
  OPEN_ORDER(OpenOrder.class, Role.STATE, Key.NONE),
  COMMAND_MEMORY(CommandMemory.class, Role.STATE, Key.NONE),
  MARKET_HEAD(MarketHead.class, Role.STATE, Key.NONE),
  BUDGET(Budget.class, Role.STATE, Key.NONE),
  SIGNING_KEY(SigningKey.class, Role.STATE, Key.NONE),
  PERFORMANCE(Performance.class, Role.STATE, Key.NONE),
  DELIVERY_PERFORMANCE(DeliveryPerformance.class, Role.STATE, Key.NONE);

  /** What a record is for. */
  public enum Role {
    /** Sent by a participant or an operator; in the market log, too, once intake has taken it. */
    COMMAND,
    /** Closes the gate of an interval. */
    GATE,
    /** Told by the exchange. */
    EVENT,
    /** Carries several of the others, or a part of one. */
    ENVELOPE,
    /** What could not be read, and why. */
    LETTER,
    /** What the engine or the views keep; on no topic that others read. */
    STATE
  }

  /** Whose name is the key. */
  public enum Key {
    MARKET,
    PARTICIPANT,
    NONE
  }

  private static final Map<Class<?>, RecordKind> BY_CLASS =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(kind -> kind.type, Function.identity()));
  private static final Map<String, RecordKind> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(RecordKind::subject, Function.identity()));

  private final Class<? extends SpecificRecord> type;
  private final Schema schema;
  private final Role role;
  private final Key key;
  private final List<String> topics;

  RecordKind(Class<? extends SpecificRecord> type, Role role, Key key, String... topics) {
    this.type = type;
    this.schema = SpecificData.get().getSchema(type);
    this.role = role;
    this.key = key;
    this.topics = List.of(topics);
  }

  /**
   * The kind of a record.
   *
   * @throws IllegalArgumentException where it is none of the exchange's
   */
  public static RecordKind of(SpecificRecord record) {
    RecordKind kind = BY_CLASS.get(record.getClass());
    if (kind == null) {
      throw new IllegalArgumentException(record.getSchema().getFullName() + " has no subject");
    }
    return kind;
  }

  /** The kind of this full name, if there is one. */
  public static Optional<RecordKind> named(String fullName) {
    return Optional.ofNullable(BY_NAME.get(fullName));
  }

  /** Those that may be on a topic. */
  public static List<RecordKind> on(String topic) {
    return Arrays.stream(values()).filter(kind -> kind.isOn(topic)).toList();
  }

  /** The schemas of those that may be on a topic, envelopes opened. */
  public static List<Schema> schemas(String topic) {
    return on(topic).stream()
        .filter(kind -> kind.role != Role.ENVELOPE)
        .map(RecordKind::schema)
        .toList();
  }

  /** The subject in the registry: the record's full name. */
  public String subject() {
    return schema.getFullName();
  }

  public Schema schema() {
    return schema;
  }

  public Role role() {
    return role;
  }

  /** Whose name is its key, on every topic but the market log, which is the market's. */
  public Key key() {
    return key;
  }

  /** The topics it is written to, the usual one first; without the market log for a command. */
  public List<String> topics() {
    return topics;
  }

  /** The topic it is published on, or sent to where nothing else is said. */
  public String topic() {
    return topics.get(0);
  }

  public boolean isOn(String topic) {
    return topics.contains(topic) || role == Role.COMMAND && topic.equals(Topics.MARKET_LOG);
  }

  /**
   * The key of a record of this kind.
   *
   * @throws IllegalStateException where the kind has none
   */
  public String keyOf(SpecificRecord record) {
    GenericRecord named =
        (GenericRecord) (record instanceof ClearingPart part ? part.getClearing() : record);
    return switch (key) {
      case MARKET -> (String) named.get("market");
      case PARTICIPANT -> (String) named.get("participant");
      case NONE -> throw new IllegalStateException(this + " has no key");
    };
  }
}
