package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Puts each command under its market in the log, with its signature, byte for byte as it was sent;
 * what is no command goes to the dead letters; what cannot be from its sender, or is too much of
 * one, is refused. It keeps nothing but how fast senders are.
 */
final class IntakeProcessor implements Processor<byte[], byte[], byte[], Object> {
  private final ExchangeName exchange;
  private final CommandReader reader;
  private final FairIntake fair;
  private final EngineObserver observer;
  private ProcessorContext<byte[], Object> context;

  IntakeProcessor(EngineConfig config, CommandReader reader, EngineObserver observer) {
    this.fair = config.intake();
    this.exchange = config.exchange();
    this.reader = reader;
    this.observer = observer;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata where = context.recordMetadata().orElseThrow();
    String topic = exchange.logical(where.topic());
    try {
      GenericRecord command = (GenericRecord) reader.read(topic, record.value());
      String signature = SignatureHeader.read(record.headers());
      admit(record, new Admission(record.key(), command, signature));
    } catch (UndecodableException poison) {
      observer.setAside(poison.reason());
      context.forward(DeadLetters.letter(topic, where, record, poison), Nodes.INTAKE_DEAD_LETTERS);
    }
  }

  private void admit(Record<byte[], byte[]> record, Admission admission)
      throws UndecodableException {
    admission.requireAddressee();
    Optional<OrderRejected> refusal =
        fair.takes(record.key(), record.timestamp())
            ? admission.refusal()
            : Optional.of(admission.tooMany());
    if (refusal.isPresent()) {
      OrderRejected answer = refusal.get();
      observer.refused(answer);
      byte[] key = answer.getParticipant().getBytes(UTF_8);
      context.forward(new Record<>(key, answer, record.timestamp()), Nodes.INTAKE_REFUSALS);
    } else {
      byte[] key = admission.market().getBytes(UTF_8);
      Headers signed = SignatureHeader.of(admission.signature());
      context.forward(
          new Record<>(key, record.value(), record.timestamp(), signed), Nodes.INTAKE_LOG);
    }
  }
}
