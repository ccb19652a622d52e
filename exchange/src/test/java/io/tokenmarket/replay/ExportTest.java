package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Topics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export is the record itself: nothing is lost on the way out and back. */
class ExportTest {
  private static final int PARTITIONS = 2;

  @TempDir private Path temp;
  private MemoryLog log;
  private Path dir;

  @BeforeEach
  void anExport() {
    log = GeneratedLog.of(40, PARTITIONS, 3, 800);
    log.handledUpTo(1, 123);
    dir = temp.resolve("export");
    LogExport.write(log, dir, Progress.NONE);
  }

  @Test
  void everyRecordComesBack() {
    try (ExportedLog exported = ExportedLog.open(dir)) {
      for (String topic : Recorded.topics(log.views())) {
        assertThat(exported.partitions(topic)).isEqualTo(PARTITIONS);
        for (int p = 0; p < PARTITIONS; p++) {
          assertThat(read(exported.open(topic, p)))
              .usingRecursiveComparison()
              .isEqualTo(log.records(topic, p));
        }
      }
      assertThat(exported.handled(1)).isEqualTo(123);
    }
  }

  @Test
  void anExportVerifies() {
    try (ExportedLog exported = ExportedLog.open(dir)) {
      assertThat(Verification.run(exported, Progress.NONE).difference()).isEmpty();
    }
  }

  @Test
  void theStartOfWhatIsKeptIsExportedToo() {
    List<LogRecord> events = log.records(Topics.ORDER_EVENTS, 0);
    log.deleteBefore(Topics.ORDER_EVENTS, 0, events.get(events.size() / 2).offset());
    Path cut = temp.resolve("cut");
    LogExport.write(log, cut, Progress.NONE);
    try (ExportedLog exported = ExportedLog.open(cut)) {
      assertThat(Verification.run(exported, Progress.NONE).difference()).isEmpty();
    }
  }

  @Test
  void anyAvroToolReadsIt() throws IOException {
    Path file = dir.resolve("trades-0.avro");
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      GenericRecord first = reader.next();
      LogRecord expected = log.records(Topics.TRADES, 0).get(0);
      assertThat(first.get("offset")).isEqualTo(expected.offset());
      assertThat(first.get("key")).hasToString(expected.key());
      assertThat(((GenericRecord) first.get("value")).getSchema().getName()).isEqualTo("Trade");
    }
  }

  @Test
  void aDamagedFileIsNotTakenForAShorterOne() throws IOException {
    Path file = dir.resolve("trades-0.avro");
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() - 100);
    }
    try (ExportedLog exported = ExportedLog.open(dir)) {
      assertThatThrownBy(() -> Verification.run(exported, Progress.NONE))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(dir.resolve("clearings-1.avro"));
    try (ExportedLog exported = ExportedLog.open(dir)) {
      assertThatThrownBy(() -> Verification.run(exported, Progress.NONE))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("clearings-1.avro");
    }
  }

  @Test
  void aDirectoryWithoutALogIsNamed() {
    assertThatThrownBy(() -> ExportedLog.open(temp))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("holds no exported log");
  }

  @Test
  void nothingIsOverwritten() {
    assertThatThrownBy(() -> LogExport.write(log, dir, Progress.NONE))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("is not empty");
  }

  private static List<LogRecord> read(RecordStream records) {
    List<LogRecord> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    return all;
  }
}
