package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.RecordKind.Role;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * A command and where it goes.
 *
 * @param recordKey key on the topic: the participant, of what an operator sends the market
 * @param signature its header, or null
 */
record Command(
    String topic, String recordKey, CommandKey key, SpecificRecord body, String signature) {
  private Command(String topic, String recordKey, CommandKey key, SpecificRecord body) {
    this(topic, recordKey, key, body, null);
  }

  /** The same command, signed; not where the header is null. */
  Command signed(String header) {
    return new Command(topic, recordKey, key, body, header);
  }

  /**
   * Several as one record.
   *
   * @param commands of one participant to one market, on one topic
   */
  static Command batch(List<Command> commands) {
    Command first = commands.get(0);
    List<BatchedCommand> all =
        commands.stream().map(each -> new BatchedCommand(each.body(), each.signature())).toList();
    CommandBatch batch = new CommandBatch(first.key().market(), first.key().participant(), all);
    return new Command(first.topic(), first.recordKey(), first.key(), batch);
  }

  /** Whether a batch takes it: none of what an operator sends. */
  boolean isBatchable() {
    return RecordKind.COMMAND_BATCH.isOn(topic);
  }

  /** Whether both are of one batch. */
  boolean goesWith(Command other) {
    return topic.equals(other.topic)
        && key.market().equals(other.key.market())
        && key.participant().equals(other.key.participant());
  }

  /**
   * @throws IllegalArgumentException where the record is no command
   */
  static Command of(SpecificRecord body) {
    RecordKind kind = RecordKind.of(body);
    if (kind.role() != Role.COMMAND) {
      throw new IllegalArgumentException(kind.subject() + " is no command");
    }
    CommandKey key =
        new CommandKey(text(body, "market"), text(body, "participant"), text(body, "commandId"));
    return new Command(kind.topic(), kind.keyOf(body), key, body);
  }

  private static String text(SpecificRecord body, String field) {
    return (String) ((GenericRecord) body).get(field);
  }

  @Override
  public String toString() {
    return "%s '%s' of '%s' for market '%s'"
        .formatted(body.getSchema().getName(), key.commandId(), key.participant(), key.market());
  }
}
