package io.tokenmarket.producers.client;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Sends commands through one Kafka producer. */
final class KafkaCommandSender implements CommandSender {
  private final Producer<String, SpecificRecord> producer;

  KafkaCommandSender(Producer<String, SpecificRecord> producer) {
    this.producer = producer;
  }

  @Override
  public void send(Command command, FailureListener onFailure) {
    try {
      producer.send(
          new ProducerRecord<>(command.topic(), command.recordKey(), command.body()),
          (metadata, failure) -> {
            if (failure != null) {
              onFailure.failed(failure);
            }
          });
    } catch (KafkaException | IllegalStateException refused) {
      onFailure.failed(refused);
    }
  }
}
