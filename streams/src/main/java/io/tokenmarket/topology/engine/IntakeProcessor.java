package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.EventBatch;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
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
  private final Serializer<SpecificRecord> serializer;
  private ProcessorContext<byte[], Object> context;

  /**
   * @param serializer of what is left of a batch
   */
  IntakeProcessor(
      EngineConfig config,
      CommandReader reader,
      EngineObserver observer,
      Serializer<SpecificRecord> serializer) {
    this.serializer = serializer;
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
      SpecificRecord command = reader.read(topic, record.value());
      String signature = SignatureHeader.read(record.headers());
      if (command instanceof CommandBatch batch) {
        admit(record, batch);
      } else {
        admit(record, new Admission(record.key(), (GenericRecord) command, signature));
      }
    } catch (UndecodableException poison) {
      observer.setAside(poison.reason());
      context.forward(
          DeadLetters.letter(topic, where, record, poison), TopologyNames.INTAKE_DEAD_LETTERS);
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
      answer(answer.getParticipant(), answer, record.timestamp());
    } else {
      log(admission.market(), record.value(), record.timestamp(), admission.signature());
    }
  }

  /** Where a command of it is refused, the others enter the log without it. */
  private void admit(Record<byte[], byte[]> record, CommandBatch batch)
      throws UndecodableException {
    int turns = fair.takes(record.key(), record.timestamp(), batch.getCommands().size());
    BatchAdmission admission = BatchAdmission.of(record.key(), batch, record.value().length, turns);
    admission.refusals().forEach(observer::refused);
    for (SpecificRecord answer : Batches.records(List.copyOf(admission.refusals()), all -> true)) {
      EventBatch told = (EventBatch) answer;
      answer(told.getParticipant(), told, record.timestamp());
    }
    if (admission.refusals().isEmpty()) {
      log(batch.getMarket(), record.value(), record.timestamp(), null);
    } else if (!admission.admitted().isEmpty()) {
      byte[] rest = serializer.serialize(Topics.MARKET_LOG, admission.of(batch));
      log(batch.getMarket(), rest, record.timestamp(), null);
    }
  }

  private void answer(String participant, SpecificRecord answer, long time) {
    byte[] key = participant.getBytes(UTF_8);
    context.forward(new Record<>(key, answer, time), TopologyNames.INTAKE_REFUSALS);
  }

  private void log(String market, byte[] command, long time, String signature) {
    byte[] key = market.getBytes(UTF_8);
    context.forward(
        new Record<>(key, command, time, SignatureHeader.of(signature)), TopologyNames.INTAKE_LOG);
  }
}
