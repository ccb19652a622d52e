package io.tokenmarket.chaos;

import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what is no command where commands belong, and knows where it is. */
final class Garbage {
  private static final int RECORDS = 60;
  private static final int TOO_LONG = 400_000;
  private static final List<String> TOPICS =
      List.of(Topics.SUPPLY_OFFERS, Topics.TOKEN_DEMAND, Topics.MARKET_DEFINITIONS);

  private final Map<String, Object> settings;
  private final RandomGenerator random;
  private final RecordSerde<GateClosed> serde;
  private final Set<String> written = new HashSet<>();

  Garbage(Map<String, ?> settings, RandomGenerator random) {
    this.settings = new HashMap<>(settings);
    this.settings.put("acks", "all");
    this.random = random;
    this.serde = new RecordSerde<>(settings);
  }

  int written() {
    return written.size();
  }

  void write() throws InterruptedException {
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        var record = new ProducerRecord<>(topic, "garbage-" + i, value(i % 7));
        RecordMetadata where = producer.send(record).get();
        written.add(place(where.topic(), where.partition(), where.offset()));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("garbage cannot be written", e.getCause());
    }
  }

  private byte[] value(int kind) {
    return switch (kind) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> noise(random.nextInt(1, 500));
      case 3 -> noise(TOO_LONG);
      case 4 -> new byte[] {0, 127, 1, 2, 3, 4, 5};
      case 5 -> gate();
      default -> Arrays.copyOf(gate(), random.nextInt(1, gate().length));
    };
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(1, 256);
    }
    return bytes;
  }

  /** A sound record, but only the exchange closes gates. */
  private byte[] gate() {
    return serde
        .serializer()
        .serialize(
            Topics.MARKET_LOG, new GateClosed("anywhere", Long.MAX_VALUE, Instant.ofEpochMilli(0)));
  }

  /**
   * Every piece of garbage is a dead letter, once, and so is what else the engine reads and cannot;
   * nothing else is one.
   *
   * @param logged places of poison in the log
   * @throws BrokenPromiseException naming the first of which it does not hold
   */
  void check(List<DeadLetter> letters, Set<String> logged) {
    Set<String> all = new HashSet<>(written);
    all.addAll(logged);
    check(all, letters);
  }

  static void check(Set<String> written, List<DeadLetter> letters) {
    Set<String> missing = new HashSet<>(written);
    for (DeadLetter letter : letters) {
      String place = place(letter.getTopic(), letter.getPartition(), letter.getOffset());
      if (!missing.remove(place)) {
        throw new BrokenPromiseException(
            "%s is a dead letter (%s), but was no garbage or is one twice"
                .formatted(place, letter.getCause()));
      }
    }
    if (!missing.isEmpty()) {
      throw new BrokenPromiseException("garbage that is no dead letter: " + missing);
    }
  }

  /** As this check and its sentences name a record. */
  static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + ", offset " + offset;
  }
}
