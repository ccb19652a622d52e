package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What others wrote commands no terminal. */
class TerminalTextTest {
  @Test
  void whatMovesOrTurnsIsWrittenAsJsonWritesIt() {
    assertThat(TerminalText.text("a\u001b[2J\r\u009bx\u202ey\u0000\u007f"))
        .isEqualTo("a\\u001b[2J\\u000d\\u009bx\\u202ey\\u0000\\u007f");
    assertThat(TerminalText.text("größer, 大, 😀, a\tb\nc")).isEqualTo("größer, 大, 😀, a\tb\nc");
    assertThat(TerminalText.line("x\r\n  y\n")).isEqualTo("x y");
  }

  @Test
  void soIsAllThatIsPrinted() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Output output = new Output(bytes);
    output.println("a\u001bb");
    output.printf(Locale.ROOT, "%s\n", "c\u001bd");
    output.print('\u001b');
    output.write("xe\u001bfx", 1, 3);
    output.write(new char[] {'x', '\u001b'}, 1, 1);
    output.append("g").flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("a\\u001bb\nc\\u001bd\n\\u001be\\u001bf\\u001bg");
  }
}
