package io.tokenmarket.chaos;

import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Demands to markets that nobody has defined, each with a name of its own. */
final class Flood {
  private static final int DEMANDS = 25_000;

  /** As many as fit: from each a share, so that no single one is refused for haste alone. */
  private static final int PARTICIPANTS = 500;

  private final Map<String, Object> settings;
  private final Set<String> waiting = new HashSet<>();
  private int sent;

  Flood(Map<String, ?> settings) {
    this.settings = new HashMap<>(settings);
    this.settings.put("acks", "all");
  }

  int sent() {
    return sent;
  }

  void write() {
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(settings);
    try (KafkaProducer<String, SpecificRecord> producer =
        new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
      for (int i = 0; i < DEMANDS; i++) {
        TokenDemand demand = demand(sent++);
        waiting.add(demand.getCommandId());
        producer.send(new ProducerRecord<>(Topics.TOKEN_DEMAND, demand.getParticipant(), demand));
      }
    }
  }

  private static TokenDemand demand(int number) {
    return TokenDemand.newBuilder()
        .setCommandId("flood-" + number)
        .setMarket("nowhere-" + number)
        .setParticipant("flood-" + number % PARTICIPANTS)
        .setTier("MEDIUM")
        .setLots(1)
        .setLimitPrice(1)
        .setIntervals(1)
        .build();
  }

  /**
   * Every one of them is refused.
   *
   * @throws BrokenPromiseException where it was granted, or not answered
   */
  void check(Published published) {
    Set<String> missing = new HashSet<>(waiting);
    published.events().values().stream()
        .flatMap(events -> events.stream())
        .filter(OrderRejected.class::isInstance)
        .forEach(event -> missing.remove(((OrderRejected) event).getCommandId()));
    if (!missing.isEmpty()) {
      throw new BrokenPromiseException(
          missing.size()
              + " demands to markets that are none were not refused, such as "
              + missing.iterator().next());
    }
  }
}
