package io.tokenmarket.topology.engine;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of a node that has a name of its own, which its transactions bear: so a node that
 * comes back ends at once what it left open when it died. With stores in memory Kafka Streams
 * itself takes another name at each start, and everybody waits for the transaction's timeout.
 */
final class NodeClients implements KafkaClientSupplier {
  private final String name;

  /**
   * @param name of the node, unlike that of any other that runs
   */
  NodeClients(String name) {
    this.name = name;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(named(config), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The thread's number stays at the end of the transactional id. */
  Map<String, Object> named(Map<String, Object> config) {
    Map<String, Object> named = new HashMap<>(config);
    named.computeIfPresent(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        (setting, id) -> name + ((String) id).substring(((String) id).lastIndexOf('-')));
    return named;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }
}
