package io.tokenmarket.sandbox.metrics;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is committed of a cluster's markets, and the figures that follow from it.
 *
 * @param log the commands that passed intake
 * @param events what participants were told
 * @param clearings in their order
 */
record Committed(List<SpecificRecord> log, List<SpecificRecord> events, List<Clearing> clearings) {

  static Committed of(Map<String, Object> settings) {
    return new Committed(
        read(settings, Topics.MARKET_LOG),
        read(settings, Topics.ORDER_EVENTS),
        read(settings, Topics.CLEARINGS).stream().map(Clearing.class::cast).toList());
  }

  private static List<SpecificRecord> read(Map<String, Object> settings, String topic) {
    Map<String, Object> reading = new HashMap<>(settings);
    reading.put("isolation.level", "read_committed");
    List<SpecificRecord> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            reading,
            new StringDeserializer(),
            new RecordSerde<SpecificRecord>(settings).deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> found.add(record.value()));
      }
    }
    return found;
  }

  /** The same without the last auction. */
  Committed withoutTheLastAuction() {
    return new Committed(log, events, clearings.subList(0, clearings.size() - 1));
  }

  /** The same with an answer of this kind told twice. */
  Committed withOneMore(Class<?> kind) {
    List<SpecificRecord> more = new ArrayList<>(events);
    more.add(events.stream().filter(kind::isInstance).findFirst().orElseThrow());
    return new Committed(log, more, clearings);
  }

  /** Values of series, by their names. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>();
    for (SpecificRecord event : events) {
      GenericRecord answer = (GenericRecord) event;
      if (answer.hasField("repeated") && !((Boolean) answer.get("repeated"))) {
        figures.merge(answered(event), 1.0, Double::sum);
      }
    }
    clearings.forEach(clearing -> add(clearing, figures));
    return figures;
  }

  private String answered(SpecificRecord event) {
    return event instanceof OrderRejected rejected
        ? Scrape.name("tokenmarket_commands_rejected_total", "reason", rejected.getReason())
        : Scrape.name("tokenmarket_commands_accepted_total", "kind", kind((GenericRecord) event));
  }

  private String kind(GenericRecord answer) {
    return log.stream()
        .map(GenericRecord.class::cast)
        .filter(command -> command.hasField("commandId"))
        .filter(command -> command.get("commandId").equals(answer.get("commandId")))
        .findFirst()
        .orElseThrow()
        .getSchema()
        .getName();
  }

  private static void add(Clearing clearing, Map<String, Double> figures) {
    String[] market = {"market", clearing.getMarket()};
    for (String histogram : List.of("auction_duration", "gate_delay")) {
      figures.merge(
          Scrape.name("tokenmarket_" + histogram + "_seconds_count", market), 1.0, Double::sum);
    }
    figures.merge(
        Scrape.name("tokenmarket_skipped_intervals_total", market), skipped(clearing), Double::sum);
    figures.put(
        Scrape.name("tokenmarket_last_gate_timestamp_seconds", market),
        clearing.getAt().toEpochMilli() / 1e3);
    figures.put(
        Scrape.name("tokenmarket_offered_watts", market), (double) clearing.getWattsOffered());
    clearing.getTiers().forEach(tier -> add(clearing.getMarket(), tier, figures));
  }

  private static double skipped(Clearing clearing) {
    boolean first = clearing.getPreviousInterval() < 0;
    return first ? 0 : clearing.getInterval() - clearing.getPreviousInterval() - 1;
  }

  private static void add(String market, TierClearing tier, Map<String, Double> figures) {
    String[] labels = {"market", market, "tier", tier.getTier()};
    double tokens = tier.getLots() * 1e3;
    figures.put(Scrape.name("tokenmarket_sold_tokens", labels), tokens);
    figures.put(Scrape.name("tokenmarket_bid_tokens", labels), tier.getBidLots() * 1e3);
    figures.put(Scrape.name("tokenmarket_sold_watts", labels), (double) tier.getWatts());
    figures.merge(Scrape.name("tokenmarket_traded_tokens_total", labels), tokens, Double::sum);
    figures.merge(
        Scrape.name("tokenmarket_traded_dollars_total", labels),
        tier.getRevenue().doubleValue(),
        Double::sum);
    String price = Scrape.name("tokenmarket_price_dollars_per_million_tokens", labels);
    if (tier.getTraded()) {
      figures.put(price, tier.getPrice() / 1e6);
    } else {
      figures.remove(price);
    }
  }
}
