package io.tokenmarket.topology.engine;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a part of the log once more. */
interface LogRange {
  /**
   * @param first position of the first entry wanted
   * @param last position of the last; all of them are committed
   */
  void read(
      TopicPartition partition,
      long first,
      long last,
      Consumer<ConsumerRecord<String, byte[]>> each);
}
