package io.tokenmarket.producers.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.CommandSignature;
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
          record(command),
          (metadata, failure) -> {
            if (failure != null) {
              onFailure.failed(failure);
            }
          });
    } catch (KafkaException | IllegalStateException refused) {
      onFailure.failed(refused);
    }
  }

  private static ProducerRecord<String, SpecificRecord> record(Command command) {
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(command.topic(), command.recordKey(), command.body());
    if (command.signature() != null) {
      record.headers().add(CommandSignature.HEADER, command.signature().getBytes(UTF_8));
    }
    return record;
  }
}
