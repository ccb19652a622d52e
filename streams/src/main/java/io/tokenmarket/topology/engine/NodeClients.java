package io.tokenmarket.topology.engine;

import io.tokenmarket.topology.node.ByteClients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The clients of a node that has a name of its own, which its transactions bear: so a node that
 * comes back ends at once what it left open when it died. With stores in memory Kafka Streams
 * itself takes another name at each start, and everybody waits for the transaction's timeout.
 */
final class NodeClients extends ByteClients {
  private final String name;

  /**
   * @param name of the node, unlike that of any other that runs
   */
  NodeClients(String name) {
    this.name = name;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return super.getProducer(named(config));
  }

  /** The thread's number stays at the end of the transactional id. */
  Map<String, Object> named(Map<String, Object> config) {
    Map<String, Object> named = new HashMap<>(config);
    named.computeIfPresent(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        (setting, id) -> name + ((String) id).substring(((String) id).lastIndexOf('-')));
    return named;
  }
}
