package io.tokenmarket.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Set;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.io.DatumReader;

/**
 * Avro object containers of unknown origin, or damaged. Each block says its length, and Avro takes
 * that much memory before it reads it; so all blocks are looked at first. How large one may be when
 * it is unpacked {@link AvroTrust} says.
 */
public final class ContainerFile {
  /** Bytes of a block: the largest record of a cluster four times over. */
  public static final int LARGEST_BLOCK = 64 << 20;

  private static final Set<String> CODECS =
      Set.of(DataFileConstants.NULL_CODEC, DataFileConstants.DEFLATE_CODEC);
  private static final int LONGEST_VARINT = 10;
  private static final int MORE = 0x80;
  private static final int BITS = 0x7f;
  private static final int BITS_EACH = 7;

  static {
    AvroTrust.grant();
  }

  private ContainerFile() {}

  /**
   * Opens it.
   *
   * @throws IOException where it is no container, or has a block that is too large or packed in a
   *     way we do not use
   */
  public static <D> DataFileReader<D> open(Path file, DatumReader<D> records) throws IOException {
    DataFileReader<D> reader = new DataFileReader<>(file.toFile(), records);
    try {
      requireCodec(reader.getMetaString(DataFileConstants.CODEC));
      requireBlocks(file, reader.previousSync());
      return reader;
    } catch (IOException | RuntimeException refused) {
      reader.close();
      throw refused;
    }
  }

  private static void requireCodec(String codec) throws IOException {
    if (codec != null && !CODECS.contains(codec)) {
      throw new IOException("its blocks are packed by " + codec + ", not by deflate");
    }
  }

  /** As far as they are there: that one ends too early is for the reader to say. */
  private static void requireBlocks(Path path, long begin) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(begin);
      while (file.getFilePointer() < file.length()) {
        varint(file);
        long size = varint(file);
        if (size < 0 || size > LARGEST_BLOCK) {
          throw new IOException(
              "the block before byte %s has %s bytes".formatted(file.getFilePointer(), size));
        }
        file.seek(file.getFilePointer() + size + DataFileConstants.SYNC_SIZE);
      }
    } catch (EOFException cutOff) {
      // The reader comes to it, and says where.
    }
  }

  /** As Avro writes numbers. */
  private static long varint(RandomAccessFile file) throws IOException {
    long bits = 0;
    for (int n = 0; n < LONGEST_VARINT; n++) {
      int next = file.readUnsignedByte();
      bits |= (long) (next & BITS) << (BITS_EACH * n);
      if ((next & MORE) == 0) {
        return bits >>> 1 ^ -(bits & 1);
      }
    }
    throw new IOException("a number before byte " + file.getFilePointer() + " does not end");
  }
}
