package io.tokenmarket.replay;

import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.Topics;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes the record of an exchange into a directory, one Avro container a topic and partition. */
public final class LogExport {
  private final LogSource source;
  private final Path dir;
  private final Progress progress;

  private LogExport(LogSource source, Path dir, Progress progress) {
    this.source = source;
    this.dir = dir;
    this.progress = progress;
  }

  /**
   * Copies everything.
   *
   * @return the number of records
   * @throws LogException where the directory is not empty or cannot be written, or the source
   *     cannot be read
   */
  public static long write(LogSource source, Path dir, Progress progress) {
    requireEmpty(dir);
    try {
      return new LogExport(source, dir, progress).write();
    } catch (IOException e) {
      throw unwritable(dir, e);
    }
  }

  /**
   * Creates the directory where it is missing.
   *
   * @throws LogException where it holds something, or cannot be written
   */
  public static void requireEmpty(Path dir) {
    try {
      Files.createDirectories(dir);
      try (Stream<Path> files = Files.list(dir)) {
        if (files.findAny().isPresent()) {
          throw new LogException(
              "The directory %s is not empty; name a new one for the export.".formatted(dir));
        }
      }
    } catch (FileAlreadyExistsException file) {
      throw new LogException("%s is a file; name a directory for the export.".formatted(dir), file);
    } catch (IOException e) {
      throw unwritable(dir, e);
    }
  }

  static LogException unwritable(Path dir, IOException e) {
    return new LogException(
        "The directory %s cannot be written (%s); name another for the export."
            .formatted(dir, FileTrouble.words(e)),
        e);
  }

  private long write() throws IOException {
    long records = 0;
    for (String topic : Recorded.topics(source.views())) {
      for (int p = 0; p < source.partitions(topic); p++) {
        records += write(topic, p);
      }
    }
    return records;
  }

  private long write(String topic, int partition) throws IOException {
    Schema schema = Container.schema(topic);
    long records = 0;
    try (RecordStream from = Progressing.of(source.open(topic, partition), progress);
        DataFileWriter<GenericRecord> to =
            new DataFileWriter<>(new SpecificDatumWriter<>(schema, Container.model()))) {
      to.setCodec(Container.CODEC)
          .setMeta(Container.BEGIN, from.begin())
          .setMeta(Container.END, from.end());
      if (topic.equals(Topics.MARKET_LOG)) {
        to.setMeta(Container.HANDLED, source.handled(partition));
      }
      to.create(schema, Container.file(dir, topic, partition).toFile());
      while (from.hasNext()) {
        to.append(Container.record(schema, from.next()));
        records++;
      }
    }
    return records;
  }
}
