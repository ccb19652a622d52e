package io.tokenmarket.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where answers go: UTF-8 in lines that end with a line feed, whatever this JVM takes for usual.
 */
final class Output extends PrintWriter {
  Output(OutputStream to) {
    super(new OutputStreamWriter(to, StandardCharsets.UTF_8), true);
  }

  @Override
  public void write(String text, int from, int length) {
    String shown = TerminalText.text(text.substring(from, from + length));
    super.write(shown, 0, shown.length());
  }

  @Override
  public void write(char[] text, int from, int length) {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(int letter) {
    write(String.valueOf((char) letter), 0, 1);
  }

  @Override
  public void println() {
    print('\n');
    flush();
  }
}
