package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import io.tokenmarket.topology.cluster.PassingFailure;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the commands that belong on a topic, and nothing else. */
public final class CommandReader {
  /**
   * No command is longer than this many bytes. What a sender compressed may hold a record of any
   * length; without a limit one of them would be too large for every topic behind intake.
   */
  public static final int LONGEST = 16_384;

  /**
   * No more bytes are looked at to see whether they are a batch. What is refused of one may be as
   * long, and must fit a record.
   */
  static final int LOOKED_AT = 524_288;

  private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final RecordReader reader;
  private final Duration patience;

  /**
   * @param patience how long one record waits for a registry that does not answer
   */
  public CommandReader(RecordReader reader, Duration patience) {
    this.reader = reader;
    this.patience = patience;
  }

  /**
   * The command in these bytes, or the batch.
   *
   * @throws UndecodableException where none is in them, or one that does not belong here
   * @throws RegistryUnavailableException where the registry was silent for longer than patience
   */
  public SpecificRecord read(String topic, byte[] value) throws UndecodableException {
    if (value != null && value.length > LOOKED_AT) {
      throw tooLong(value);
    }
    SpecificRecord command = patiently(topic, value);
    requireBelongs(topic, command);
    if (command instanceof CommandBatch batch) {
      requireBelong(topic, batch);
    } else if (value.length > LONGEST) {
      throw tooLong(value);
    }
    return command;
  }

  private static UndecodableException tooLong(byte[] value) {
    return new UndecodableException(
        Cause.UNDECODABLE,
        value.length + " bytes; no command is longer than " + LONGEST + " bytes",
        null);
  }

  private static void requireBelong(String topic, CommandBatch batch) throws UndecodableException {
    if (batch.getCommands().isEmpty()) {
      throw new UndecodableException(Cause.UNDECODABLE, "a batch without a command", null);
    }
    for (BatchedCommand each : batch.getCommands()) {
      requireBelongs(topic, (SpecificRecord) each.getCommand());
    }
  }

  private static void requireBelongs(String topic, SpecificRecord command)
      throws UndecodableException {
    if (!RecordKind.of(command).isOn(topic)) {
      throw new UndecodableException(
          Cause.UNEXPECTED_TYPE,
          command.getSchema().getName() + " does not belong on " + topic,
          null);
    }
  }

  /** The schema of an id that was read already, as {@code SchemaIds} names it. */
  String schema(int id) throws UndecodableException {
    return reader.schema(id);
  }

  private SpecificRecord patiently(String topic, byte[] value) throws UndecodableException {
    long began = System.nanoTime();
    while (true) {
      try {
        return reader.read(topic, value);
      } catch (RegistryUnavailableException silence) {
        if (System.nanoTime() - began >= patience.toNanos()) {
          throw silence;
        }
        LOG.warn("A record of {} waits: {}", topic, silence.getMessage());
        if (!PassingFailure.pause(PAUSE)) {
          throw silence;
        }
      }
    }
  }
}
