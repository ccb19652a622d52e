package io.tokenmarket.chaos;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.ClearingJoin;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Clearings as the exchange publishes them, and of auctions that it held, with untrue sums. */
final class Forgery {
  private final RecordReader reader;
  private final RecordSerde<Clearing> serde;
  private final ClearingJoin join = new ClearingJoin();
  private final Map<String, Clearing> last = new TreeMap<>();

  private Forgery(Map<String, ?> settings) {
    reader = new RecordReader(settings);
    serde = new RecordSerde<>(settings);
  }

  /**
   * One of each market that has held an auction.
   *
   * @param own what the harness wrote itself
   */
  static List<ProducerRecord<String, byte[]>> of(
      Map<String, ?> settings, Predicate<ConsumerRecord<?, ?>> own) {
    Forgery forgery = new Forgery(settings);
    Topic.forEach(
        settings,
        Topics.CLEARINGS,
        record -> {
          if (!own.test(record)) {
            forgery.note(record);
          }
        });
    return forgery.last.values().stream().map(forgery::forged).toList();
  }

  private void note(ConsumerRecord<String, byte[]> record) {
    try {
      join.take(reader.read(record.topic(), record.value()))
          .ifPresent(clearing -> last.put(record.key(), (Clearing) clearing));
    } catch (UndecodableException strange) {
      throw new IllegalStateException("a clearing of the exchange cannot be read", strange);
    }
  }

  private ProducerRecord<String, byte[]> forged(Clearing clearing) {
    Clearing untrue =
        Clearing.newBuilder(clearing).setWattsSold(clearing.getWattsSold() + 1).build();
    byte[] value = serde.serializer().serialize(Topics.CLEARINGS, untrue);
    return new ProducerRecord<>(Topics.CLEARINGS, clearing.getMarket(), value);
  }
}
