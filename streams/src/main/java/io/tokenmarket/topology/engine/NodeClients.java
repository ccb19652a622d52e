package io.tokenmarket.topology.engine;

import io.tokenmarket.topology.cluster.ByteClients;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The clients of the engine. The transactions of a node that has a name of its own bear it: so a
 * node that comes back ends at once what it left open when it died. With stores in memory Kafka
 * Streams itself takes another name at each start, and everybody waits for the transaction's
 * timeout.
 */
final class NodeClients extends ByteClients {
  private final Optional<String> name;

  /**
   * @param name of the node, unlike that of any other that runs
   */
  NodeClients(Optional<String> name) {
    this.name = name;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return config.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)
        ? new CommittingProducer(named(config))
        : super.getProducer(config);
  }

  /** The thread's number stays at the end of the transactional id. */
  Map<String, Object> named(Map<String, Object> config) {
    Map<String, Object> named = new HashMap<>(config);
    name.ifPresent(
        node ->
            named.computeIfPresent(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                (setting, id) -> node + ((String) id).substring(((String) id).lastIndexOf('-'))));
    return named;
  }

  /**
   * Before it commits, Kafka Streams has each of its tasks wait until the brokers have what the
   * task wrote, one behind the other. To commit a transaction waits for all of it by itself, and
   * fails where any of it did; so each of the others is a round trip for nothing.
   */
  private static final class CommittingProducer extends KafkaProducer<byte[], byte[]> {
    CommittingProducer(Map<String, Object> config) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void flush() {
      // To commit does it.
    }
  }
}
