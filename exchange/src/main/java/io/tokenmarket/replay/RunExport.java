package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the log of a run without a broker, and what came of it, as {@link LogExport} would: as one
 * partition. It is whole once this is closed; until then {@link ExportedLog} takes it for none.
 */
public final class RunExport implements BiConsumer<LogEntry, List<SpecificRecord>>, AutoCloseable {
  private final Path dir;
  private final Map<String, ContainerWriter> topics = new HashMap<>();

  private RunExport(Path dir) {
    this.dir = dir;
  }

  /**
   * An export into a directory.
   *
   * @throws LogException where it holds something, or cannot be written
   */
  public static RunExport into(Path dir) {
    LogExport.requireEmpty(dir);
    RunExport export = new RunExport(dir);
    try {
      for (String topic : Recorded.topics(List.of())) {
        export.topics.put(topic, ContainerWriter.of(dir, topic));
      }
      return export;
    } catch (IOException e) {
      throw LogExport.unwritable(dir, e);
    }
  }

  /** Appends an entry of the log and all it caused. */
  @Override
  public void accept(LogEntry entry, List<SpecificRecord> events) {
    try {
      topics
          .get(Topics.MARKET_LOG)
          .append(
              entry.time(),
              EventFields.market(entry.command()),
              entry.command(),
              entry.signature());
      for (SpecificRecord event : events) {
        topics.get(EventFields.topic(event)).append(0, EventFields.key(event), event, null);
      }
    } catch (IOException e) {
      throw LogExport.unwritable(dir, e);
    }
  }

  @Override
  public void close() {
    try {
      for (ContainerWriter topic : topics.values()) {
        topic.close();
      }
    } catch (IOException e) {
      throw LogExport.unwritable(dir, e);
    }
  }
}
