package io.tokenmarket.bench;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The log of a market of 50 offers and 200 demands, cleared every minute, with all that follows
 * from it: as fast as it is asked for.
 */
final class PublishedDay implements AutoCloseable {
  static final String MARKET = "north";
  static final int MINUTES = 1_440;

  private static final List<String> TIERS = List.of("FREE", "MEDIUM", "HIGH", "PREMIUM", "ULTRA");
  private static final int OFFERS = 50;
  private static final int DEMANDS = 200;
  private static final long DOLLAR = 1_000_000;

  private final KafkaProducer<String, SpecificRecord> producer;
  private final MarketState state = MarketState.undefined(MARKET);
  private final MarketDefinition definition = definition();
  private long interval;

  PublishedDay(Map<String, Object> settings) {
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(settings);
    producer = new KafkaProducer<>(settings, new StringSerializer(), serde.serializer());
  }

  /** The definition, the orders and a day of auctions. */
  void publish() throws Exception {
    append(definition);
    for (int n = 0; n < OFFERS; n++) {
      append(offer(n));
    }
    for (int n = 0; n < DEMANDS; n++) {
      append(demand(n));
    }
    for (int n = 0; n < MINUTES; n++) {
      auction();
    }
    producer.flush();
  }

  /** One more auction; its interval. */
  long auction() throws Exception {
    Instant at = Instant.ofEpochMilli(Calendar.gate(definition, interval));
    append(new GateClosed(MARKET, interval, at));
    return interval++;
  }

  private void append(SpecificRecord command) throws Exception {
    RecordMetadata at = producer.send(record(Topics.MARKET_LOG, MARKET, command)).get();
    LogEntry entry = new LogEntry(at.offset(), at.timestamp(), command);
    for (SpecificRecord event : Market.handle(state, entry)) {
      producer.send(published(event));
    }
  }

  private static ProducerRecord<String, SpecificRecord> published(SpecificRecord event) {
    if (event instanceof Clearing) {
      return record(Topics.CLEARINGS, MARKET, event);
    }
    if (event instanceof Trade) {
      return record(Topics.TRADES, MARKET, event);
    }
    String participant = (String) ((GenericRecord) event).get("participant");
    return record(Topics.ORDER_EVENTS, participant, event);
  }

  private static ProducerRecord<String, SpecificRecord> record(
      String topic, String key, SpecificRecord value) {
    return new ProducerRecord<>(topic, 0, key, value);
  }

  private static MarketDefinition definition() {
    Stream<TierDefinition> tiers =
        TIERS.stream().map(t -> new TierDefinition(t, 50L, 32_768L, 0L, 500 * DOLLAR, DOLLAR));
    return MarketDefinition.newBuilder()
        .setCommandId("open")
        .setMarket(MARKET)
        .setParticipant("operator")
        .setOrigin(Instant.parse("2026-01-01T00:00:00Z"))
        .setIntervalMillis(60_000)
        .setTiers(tiers.toList())
        .setPriceStep(10_000)
        .setFeePpm(1_000)
        .setMemoryAuctions(60)
        .setRulebook(1)
        .setParticipantSteps(Long.MAX_VALUE)
        .setParticipantCommands(Long.MAX_VALUE)
        .build();
  }

  private static SupplyOffer offer(int n) {
    List<TierRate> rates =
        Stream.iterate(0, t -> t + 1)
            .limit(TIERS.size())
            .map(t -> new TierRate(TIERS.get(t), 1_000_000L >> 2 * t, (t + 1) * 100_000L))
            .toList();
    return SupplyOffer.newBuilder()
        .setCommandId("offer-" + n)
        .setMarket(MARKET)
        .setParticipant("factory-" + n % 10)
        .setSite("site-" + n % 5)
        .setHardware("hardware-" + n % 3)
        .setKilowatts(1_000)
        .setRates(rates)
        .setIntervals(1_000_000)
        .build();
  }

  private static TokenDemand demand(int n) {
    int tier = n % TIERS.size();
    return TokenDemand.newBuilder()
        .setCommandId("demand-" + n)
        .setMarket(MARKET)
        .setParticipant("app-" + n % 20)
        .setTier(TIERS.get(tier))
        .setLots((80_000L >> 2 * tier) + n)
        .setLimitPrice((tier + 1) * DOLLAR + n * 10_000L)
        .setIntervals(1_000_000)
        .build();
  }

  @Override
  public void close() {
    producer.close();
  }
}
