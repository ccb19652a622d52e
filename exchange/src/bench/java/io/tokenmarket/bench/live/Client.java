package io.tokenmarket.bench.live;

import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands and does not wait for answers. For one thread. */
public final class Client implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final Wire wire;

  public Client(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("batch.size", 131_072);
    all.put("linger.ms", 0);
    all.put("compression.type", "gzip");
    producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    wire = new Wire(settings);
  }

  public void send(String topic, String key, SpecificRecord command) {
    producer.send(new ProducerRecord<>(topic, key, wire.bytes(command)));
  }

  /** Sends so many demands, and waits until the broker has them. */
  public void fill(long demands, LongFunction<? extends SpecificRecord> demand) {
    for (long n = 0; n < demands; n++) {
      SpecificRecord each = demand.apply(n);
      send(
          Topics.TOKEN_DEMAND,
          (String) each.get(each.getSchema().getField("participant").pos()),
          each);
    }
    producer.flush();
  }

  /** The same in batches; neighbours must be of one sender and market. */
  void fillBatches(long demands, int size, LongFunction<TokenDemand> demand) {
    for (long n = 0; n < demands; n += size) {
      TokenDemand first = demand.apply(n);
      List<BatchedCommand> commands =
          LongStream.range(n, Math.min(demands, n + size))
              .mapToObj(each -> new BatchedCommand(demand.apply(each), null))
              .toList();
      send(
          Topics.TOKEN_DEMAND,
          first.getParticipant(),
          new CommandBatch(first.getMarket(), first.getParticipant(), commands));
    }
    producer.flush();
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
