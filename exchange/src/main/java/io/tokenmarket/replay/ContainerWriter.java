package io.tokenmarket.replay;

import io.tokenmarket.schemas.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes the only partition of a topic while it comes about. Where it ends is in the container's
 * header, and is known last: so the blocks are written to a file beside, and moved behind the
 * header at the end.
 */
final class ContainerWriter implements AutoCloseable {
  private final String topic;
  private final Schema schema;
  private final File blocks;
  private final File container;
  private final DataFileWriter<GenericRecord> writer;
  private long records;

  private ContainerWriter(Path dir, String topic) throws IOException {
    this.topic = topic;
    this.schema = Container.schema(topic);
    this.container = Container.file(dir, topic, 0).toFile();
    this.blocks = new File(container + ".part");
    this.writer = newWriter().create(schema, blocks);
  }

  static ContainerWriter of(Path dir, String topic) throws IOException {
    return new ContainerWriter(dir, topic);
  }

  private DataFileWriter<GenericRecord> newWriter() {
    return new DataFileWriter<GenericRecord>(new SpecificDatumWriter<>(schema, Container.model()))
        .setCodec(Container.CODEC);
  }

  void append(long time, String key, Object value, String signature) throws IOException {
    writer.append(Container.record(schema, new LogRecord(records++, time, key, value, signature)));
  }

  @Override
  public void close() throws IOException {
    writer.close();
    try (DataFileWriter<GenericRecord> whole = newWriter();
        DataFileReader<GenericRecord> written =
            new DataFileReader<>(blocks, new GenericDatumReader<>())) {
      whole.setMeta(Container.BEGIN, 0).setMeta(Container.END, records);
      if (topic.equals(Topics.MARKET_LOG)) {
        whole.setMeta(Container.HANDLED, records);
      }
      whole.create(schema, container).appendAllFrom(written, false);
    }
    Files.delete(blocks.toPath());
  }
}
