package io.tokenmarket.topology.views;

import io.tokenmarket.topology.cluster.ByteClients;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;

/** The clients of the history, of which those that read it tell how far they are. */
final class HistoryClients extends ByteClients {
  private final HistoryReading reading;

  HistoryClients(HistoryReading reading) {
    this.reading = reading;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new HistoryConsumer(config, reading);
  }
}
