package io.tokenmarket.replay;

import io.tokenmarket.schemas.ContainerFile;
import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumReader;

/** The record in a directory that {@link LogExport} wrote. */
public final class ExportedLog implements LogSource {
  private final Path dir;
  private final int partitions;
  private final List<KeptViews> views;
  private final List<ContainerStream> opened = new ArrayList<>();

  private ExportedLog(Path dir, int partitions) {
    this.dir = dir;
    this.partitions = partitions;
    this.views = KeptViews.among(topics(dir));
  }

  /**
   * @throws LogException where the directory holds no exported log
   */
  public static ExportedLog open(Path dir) {
    int partitions = files(dir, Topics.MARKET_LOG);
    if (partitions == 0) {
      throw new LogException(
          "%s holds no exported log (there is no %s); make one with log export."
              .formatted(dir, Container.file(dir, Topics.MARKET_LOG, 0).getFileName()));
    }
    return new ExportedLog(dir, partitions);
  }

  private static int files(Path dir, String topic) {
    int count = 0;
    while (Files.exists(Container.file(dir, topic, count))) {
      count++;
    }
    return count;
  }

  private static Set<String> topics(Path dir) {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(Container::topic).collect(Collectors.toSet());
    } catch (IOException e) {
      throw unreadable(dir, e);
    }
  }

  @Override
  public List<KeptViews> views() {
    return views;
  }

  @Override
  public int partitions(String topic) {
    return partitions;
  }

  @Override
  public RecordStream open(String topic, int partition) {
    if (Recorded.LATER.contains(topic) && files(dir, topic) == 0) {
      return new EmptyStream();
    }
    ContainerStream stream = new ContainerStream(reader(topic, partition));
    opened.add(stream);
    return stream;
  }

  @Override
  public long handled(int partition) {
    try (DataFileReader<GenericRecord> reader = reader(Topics.MARKET_LOG, partition)) {
      return Container.number(reader, Container.HANDLED);
    } catch (IOException e) {
      throw unreadable(Container.file(dir, Topics.MARKET_LOG, partition), e);
    }
  }

  private DataFileReader<GenericRecord> reader(String topic, int partition) {
    Path file = Container.file(dir, topic, partition);
    try {
      SpecificDatumReader<GenericRecord> records =
          new SpecificDatumReader<>(null, Container.schema(topic), Container.model());
      return ContainerFile.open(file, records);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static LogException unreadable(Path file, IOException e) {
    return new LogException(
        "%s cannot be read (%s); export the log again.".formatted(file, FileTrouble.words(e)), e);
  }

  @Override
  public void close() {
    opened.forEach(ContainerStream::close);
  }
}
