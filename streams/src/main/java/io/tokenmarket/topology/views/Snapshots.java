package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.ContainerFile;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.UnsettledTrade;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books of a partition as files, each with the position it is of: what is behind it is read from
 * the log. A file that is missing or cannot be read costs a longer start and nothing else.
 */
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final String POSITION = "position";
  private static final String COMPUTED = "computed";
  private static final List<Schema> STATE =
      List.of(
          MarketHead.getClassSchema(),
          OpenOrder.getClassSchema(),
          CommandMemory.getClassSchema(),
          Budget.getClassSchema(),
          UnsettledTrade.getClassSchema(),
          SigningKey.getClassSchema());
  private static final Schema SCHEMA =
      Schema.createUnion(
          Stream.of(
                  STATE,
                  RecordKind.schemas(Topics.ORDER_EVENTS),
                  RecordKind.schemas(Topics.SETTLEMENTS))
              .flatMap(List::stream)
              .toList());

  private final Path folder;

  Snapshots(Path folder) {
    this.folder = folder;
  }

  /** Replaces the partition's file in one step; one that cannot be written is said and left. */
  void write(int partition, Snapshot snapshot) {
    Path file = file(partition);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.createDirectories(folder);
      writeTo(draft, snapshot);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | AvroRuntimeException e) {
      LOG.warn("The books cannot be kept in {}; the next start reads more of the log", file, e);
    }
  }

  private static void writeTo(Path file, Snapshot snapshot) throws IOException {
    try (DataFileWriter<Object> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(SCHEMA, data()))) {
      writer.setCodec(CodecFactory.deflateCodec(1));
      writer.setMeta(POSITION, snapshot.position());
      writer.setMeta(COMPUTED, snapshot.computed().bytes());
      writer.create(SCHEMA, file.toFile());
      for (SpecificRecord record : snapshot.records()) {
        writer.append(record);
      }
      for (SpecificRecord event : snapshot.lastEvents()) {
        writer.append(event);
      }
    }
  }

  Optional<Snapshot> read(int partition) {
    Path file = file(partition);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (DataFileReader<Object> reader =
        ContainerFile.open(file, new SpecificDatumReader<>(null, SCHEMA, data()))) {
      List<SpecificRecord> records = new ArrayList<>();
      List<SpecificRecord> lastEvents = new ArrayList<>();
      for (Object datum : reader) {
        SpecificRecord record = (SpecificRecord) datum;
        (STATE.contains(record.getSchema()) ? records : lastEvents).add(record);
      }
      return Optional.of(
          new Snapshot(reader.getMetaLong(POSITION), records, lastEvents, computed(reader)));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read; the books are made from the log anew", file, e);
      return Optional.empty();
    }
  }

  /** Files of earlier releases have none: what they are of is not known any more. */
  private static RecentEvents computed(DataFileReader<?> reader) {
    byte[] kept = reader.getMeta(COMPUTED);
    return kept == null ? RecentEvents.behind(reader.getMetaLong(POSITION)) : RecentEvents.of(kept);
  }

  /** Size of all files, 0 before the first is written. */
  long bytes() {
    File[] files = folder.toFile().listFiles();
    return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
  }

  private Path file(int partition) {
    return folder.resolve("partition-" + partition + ".avro");
  }

  private static SpecificData data() {
    return SpecificData.getForClass(OpenOrder.class);
  }
}
