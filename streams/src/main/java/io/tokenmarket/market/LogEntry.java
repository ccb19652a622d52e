package io.tokenmarket.market;

import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.CommandBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * One command in the market log, or a gate. The commands of a batch share a record of it, and so
 * its position.
 *
 * @param position its offset in the log's partition; later is greater
 * @param time when the broker appended it, milliseconds since 1970; 0 where that is not known
 * @param command one of those that {@link Command} knows, GateClosing or GateClosed
 * @param signature its header {@code signature-ed25519}, or null
 * @param place in the batch that it is of, from 1; 0 where it came by itself
 */
public record LogEntry(
    long position, long time, SpecificRecord command, String signature, int place) {

  /** A record without a valid time carries a negative one. */
  public LogEntry {
    time = Math.max(0, time);
  }

  /** An entry that came by itself. */
  public LogEntry(long position, long time, SpecificRecord command, String signature) {
    this(position, time, command, signature, 0);
  }

  /** An entry that nobody signed. */
  public LogEntry(long position, long time, SpecificRecord command) {
    this(position, time, command, null);
  }

  /** An entry that nobody signed, of a log without times: a market of rulebook 0 needs none. */
  public LogEntry(long position, SpecificRecord command) {
    this(position, 0, command, null);
  }

  /**
   * What a record of the log holds: the commands of a batch in their order, or itself.
   *
   * @param signature the record's header, or null; in a batch each command has its own
   */
  public static List<LogEntry> all(
      long position, long time, SpecificRecord record, String signature) {
    if (!(record instanceof CommandBatch batch)) {
      return List.of(new LogEntry(position, time, record, signature));
    }
    List<LogEntry> entries = new ArrayList<>(batch.getCommands().size());
    for (BatchedCommand each : batch.getCommands()) {
      SpecificRecord command = (SpecificRecord) each.getCommand();
      entries.add(new LogEntry(position, time, command, each.getSignature(), entries.size() + 1));
    }
    return entries;
  }

  /** Whether it came in a batch. */
  public boolean isBatched() {
    return place > 0;
  }
}
