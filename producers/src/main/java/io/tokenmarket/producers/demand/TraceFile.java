package io.tokenmarket.producers.demand;

import io.tokenmarket.producers.demand.ShortLines.LineTooLongException;
import io.tokenmarket.schemas.FileTrouble;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The rows of a comma-separated file, plain or compressed by gzip, with a header. */
final class TraceFile {
  private static final int GZIP_MAGIC = 0x1f8b;

  /** Characters; a small file may unpack to a line of gigabytes. */
  private static final int LONGEST_LINE = 10_000;

  private final Path file;
  private final String header;

  /** What to do with the fields of a row. */
  interface RowReader {
    void row(Row row);
  }

  /** One row and where it is. */
  record Row(Path file, long line, String text, String[] fields) {
    String field(int column) {
      return fields[column];
    }

    DemandException malformed(String expected) {
      return DemandException.malformed(file, line, expected, text);
    }
  }

  TraceFile(Path file, String header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Reads every row in order.
   *
   * @throws DemandException where the file cannot be read, or has another header or a row of
   *     another width
   */
  void forEachRow(RowReader reader) {
    try (BufferedReader in = open()) {
      requireHeader(line(in, 1));
      long line = 1;
      for (String text = line(in, 2); text != null; text = line(in, line + 1)) {
        reader.row(row(++line, text));
      }
    } catch (NoSuchFileException missing) {
      throw DemandException.unreadable(file, "there is no such file");
    } catch (IOException broken) {
      throw DemandException.unreadable(file, FileTrouble.words(broken));
    }
  }

  private String line(BufferedReader in, long number) throws IOException {
    try {
      return in.readLine();
    } catch (LineTooLongException endless) {
      throw DemandException.malformed(
          file, number, "at most " + LONGEST_LINE + " characters", "more");
    }
  }

  private Row row(long line, String text) {
    String[] fields = text.split(",", -1);
    if (fields.length != header.split(",").length) {
      throw DemandException.malformed(file, line, "the fields " + header, text);
    }
    return new Row(file, line, text, fields);
  }

  private void requireHeader(String found) {
    if (!header.equals(found)) {
      String text = found == null ? "" : found;
      throw DemandException.malformed(file, 1, "the header " + header, text);
    }
  }

  private BufferedReader open() throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    try {
      InputStream plain = isCompressed(bytes) ? new GZIPInputStream(bytes) : bytes;
      Reader text = new InputStreamReader(plain, StandardCharsets.UTF_8);
      return new BufferedReader(new ShortLines(text, LONGEST_LINE));
    } catch (IOException broken) {
      bytes.close();
      throw broken;
    }
  }

  private static boolean isCompressed(InputStream bytes) throws IOException {
    bytes.mark(2);
    byte[] first = bytes.readNBytes(2);
    bytes.reset();
    return Arrays.equals(first, new byte[] {(byte) (GZIP_MAGIC >> 8), (byte) GZIP_MAGIC});
  }
}
