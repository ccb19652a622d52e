package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.InputStream;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** What others are called cannot begin a line of a log that looks like ours. */
class LogLinesTest {
  private static final String FORGED = "12:00:00.000 INFO  Node: all is well";

  @ParameterizedTest
  @ValueSource(strings = {"/logback.xml", "/logback-file.xml"})
  void aMessageIsOneLine(String configuration) throws Exception {
    for (String end : new String[] {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u001b[2J", "\0"}) {
      String logged = logged(configuration, "x" + end + FORGED, null);
      assertThat(logged.strip()).contains("x").contains("all is well");
      assertOneLine(logged);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/logback.xml", "/logback-file.xml"})
  void ofAnExceptionOnlyItsPlacesAreFurtherLines(String configuration) throws Exception {
    Throwable cause = new IllegalArgumentException("y\n" + FORGED);
    String logged =
        logged(configuration, "it failed", new IllegalStateException("x\r\n" + FORGED, cause));

    assertThat(logged.lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.matches("(\t|Caused by|Wrapped by|java\\.lang\\.).*"))
        .anyMatch(line -> line.startsWith("\tat "));
    assertThat(logged).contains("x  " + FORGED).contains("y " + FORGED);
  }

  private static void assertOneLine(String logged) {
    assertThat(logged).endsWith("\n");
    assertThat(logged.strip().chars()).allMatch(letter -> letter >= ' ' && letter != 0x85);
    assertThat(logged.strip()).doesNotContain("\u2028");
  }

  private static String logged(String configuration, String message, Throwable thrown)
      throws Exception {
    LoggerContext context = new LoggerContext();
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern(configuration));
    layout.start();
    LoggingEvent event =
        new LoggingEvent(
            "here", context.getLogger("io.Node"), Level.INFO, message, thrown, new Object[0]);
    return layout.doLayout(event);
  }

  private static String pattern(String configuration) throws Exception {
    try (InputStream file = LogLinesTest.class.getResourceAsStream(configuration)) {
      InputSource source =
          new InputSource(
              new StringReader(
                  new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(source)
          .getElementsByTagName("pattern")
          .item(0)
          .getTextContent()
          .strip();
    }
  }
}
