package io.tokenmarket.replay;

import io.tokenmarket.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.params.provider.Arguments;

/** Exports that say of themselves that they need much memory. */
public final class HostileExports {
  private static final byte[] NOTHINGS = nothings();

  private HostileExports() {}

  /** One that means no harm. */
  public static void sound(Path dir) {
    LogExport.write(GeneratedLog.of(5, 1, 3, 80), dir, Progress.NONE);
  }

  private static Path marketLog(Path dir) {
    sound(dir);
    return Container.file(dir, Topics.MARKET_LOG, 0);
  }

  /** Its last block says it has so many bytes. */
  public static void withABlockOf(Path dir, long size) throws Exception {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(block, null);
    encoder.writeLong(1);
    encoder.writeLong(size);
    Files.write(marketLog(dir), block.toByteArray(), StandardOpenOption.APPEND);
  }

  /** It is small and has one value of so many bytes, all of them 0. */
  public static Path thatUnpacksTo(Path dir, int bytes) throws Exception {
    return of(dir, CodecFactory.deflateCodec(9), bytes);
  }

  /** The same, packed in this way. */
  static Path of(Path dir, CodecFactory codec, int bytes) throws Exception {
    Path file = marketLog(dir);
    long end;
    try (DataFileReader<GenericRecord> old =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      end = old.getMetaLong(Container.END);
    }
    var schema = Container.schema(Topics.MARKET_LOG);
    try (DataFileWriter<GenericRecord> to =
        new DataFileWriter<>(new SpecificDatumWriter<>(schema, Container.model()))) {
      to.setCodec(codec)
          .setMeta(Container.BEGIN, 0)
          .setMeta(Container.END, end)
          .setMeta(Container.HANDLED, end)
          .create(schema, file.toFile());
      LogRecord record = new LogRecord(0, "north", ByteBuffer.wrap(new byte[bytes]));
      to.append(Container.record(schema, record));
    }
    return file;
  }

  /** Containers whose schemas, numbers or metadata are made to do harm, and what each is. */
  public static Stream<Arguments> headers() throws Exception {
    String nulls = "{\"type\":\"array\",\"items\":\"null\"}";
    return Stream.of(
        Arguments.of("no JSON for a schema", container("nonsense", 1, new byte[0])),
        Arguments.of("schemas in schemas", container(nested(20_000), 1, new byte[0])),
        Arguments.of("schemas in 900 schemas", container(nested(900), 1, new byte[0])),
        Arguments.of(
            "a field the exchange has not, of two thousand million nothings",
            container(exported(",{\"name\":\"more\",\"type\":" + nulls + "}"), 1, NOTHINGS)),
        Arguments.of("records without end", container("\"null\"", Long.MAX_VALUE, new byte[0])),
        Arguments.of("a record of nothing", container(empty(), Long.MAX_VALUE, new byte[0])),
        Arguments.of("no numbers of offsets", container(exported(""), 0, new byte[0])));
  }

  private static byte[] nothings() {
    return encoded(
        encoder -> {
          encoder.writeLong(0);
          encoder.writeString("north");
          encoder.writeInt(0);
          encoder.writeBytes(new byte[0]);
          encoder.writeLong(Integer.MAX_VALUE - 9);
          encoder.writeLong(0);
        });
  }

  private static String nested(int levels) {
    return "{\"type\":\"array\",\"items\":".repeat(levels) + "\"null\"" + "}".repeat(levels);
  }

  private static String empty() {
    return "{\"type\":\"record\",\"name\":\"Exported\",\"namespace\":\"io.tokenmarket.export\",\"fields\":[]}";
  }

  private static String exported(String more) {
    return empty()
        .replace(
            "[]",
            "[{\"name\":\"offset\",\"type\":\"long\"},{\"name\":\"key\",\"type\":\"string\"},"
                + "{\"name\":\"value\",\"type\":[\"bytes\"]}"
                + more
                + "]");
  }

  /** As the specification of containers has it, without the numbers that exports have. */
  private static byte[] container(String schema, long records, byte[] block) {
    byte[] sync = new byte[16];
    return encoded(
        encoder -> {
          encoder.writeFixed(new byte[] {'O', 'b', 'j', 1});
          encoder.writeMapStart();
          encoder.setItemCount(4);
          meta(encoder, "avro.schema", schema);
          meta(encoder, Container.BEGIN, records == 0 ? "none" : "0");
          meta(encoder, Container.END, "1");
          meta(encoder, Container.HANDLED, "1");
          encoder.writeMapEnd();
          encoder.writeFixed(sync);
          encoder.writeLong(records);
          encoder.writeLong(block.length);
          encoder.writeFixed(block);
          encoder.writeFixed(sync);
        });
  }

  private static void meta(Encoder encoder, String name, String value) throws IOException {
    encoder.startItem();
    encoder.writeString(name);
    encoder.writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  private interface Writing {
    void to(Encoder encoder) throws IOException;
  }

  private static byte[] encoded(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Encoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writing.to(encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
