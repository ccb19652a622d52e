package io.tokenmarket.producers.demand;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text whose lines have an end: who reads line by line never holds more than a stated length. */
final class ShortLines extends FilterReader {
  private final int longest;
  private int length;

  /**
   * @param longest characters of a line
   */
  ShortLines(Reader text, int longest) {
    super(text);
    this.longest = longest;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  /**
   * @throws LineTooLongException once a line goes on
   */
  @Override
  public int read(char[] buffer, int from, int count) throws IOException {
    int read = super.read(buffer, from, count);
    for (int n = from; n < from + read; n++) {
      length = buffer[n] == '\n' || buffer[n] == '\r' ? 0 : length + 1;
      if (length > longest) {
        throw new LineTooLongException();
      }
    }
    return read;
  }

  /** A line goes on and on. */
  static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    private LineTooLongException() {
      super("a line is too long");
    }
  }
}
