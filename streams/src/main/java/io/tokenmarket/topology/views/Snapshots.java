package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.UnsettledTrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * Books of a partition as files, each with the position it stands for: what is behind it is read
 * from the log. A file that is missing or cannot be read costs a longer start and nothing else.
 */
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final String POSITION = "position";
  private static final Schema SCHEMA =
      Schema.createUnion(
          MarketHead.getClassSchema(),
          OpenOrder.getClassSchema(),
          CommandMemory.getClassSchema(),
          Budget.getClassSchema(),
          UnsettledTrade.getClassSchema(),
          SigningKey.getClassSchema(),
          Schema.createMap(Schema.createMap(Schema.create(Schema.Type.LONG))));

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
      writer.create(SCHEMA, file.toFile());
      for (SpecificRecord record : snapshot.records()) {
        writer.append(record);
      }
      writer.append(snapshot.lastEvents());
    }
  }

  Optional<Snapshot> read(int partition) {
    Path file = file(partition);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (DataFileReader<Object> reader =
        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(null, SCHEMA, data()))) {
      List<SpecificRecord> records = new ArrayList<>();
      Map<String, Map<String, Long>> lastEvents = new TreeMap<>();
      for (Object datum : reader) {
        if (datum instanceof SpecificRecord record) {
          records.add(record);
        } else {
          lastEvents.putAll(lastEvents(datum));
        }
      }
      return Optional.of(new Snapshot(reader.getMetaLong(POSITION), records, lastEvents));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read; the books are made from the log anew", file, e);
      return Optional.empty();
    }
  }

  /** Avro reads the keys of a map as character sequences of its own. */
  private static Map<String, Map<String, Long>> lastEvents(Object datum) {
    Map<String, Map<String, Long>> byMarket = new TreeMap<>();
    ((Map<?, ?>) datum)
        .forEach(
            (market, positions) -> {
              Map<String, Long> byParticipant = new TreeMap<>();
              ((Map<?, ?>) positions)
                  .forEach((p, at) -> byParticipant.put(p.toString(), (Long) at));
              byMarket.put(market.toString(), byParticipant);
            });
    return byMarket;
  }

  private Path file(int partition) {
    return folder.resolve("partition-" + partition + ".avro");
  }

  private static SpecificData data() {
    return SpecificData.getForClass(OpenOrder.class);
  }
}
