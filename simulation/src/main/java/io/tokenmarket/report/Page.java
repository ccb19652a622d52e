package io.tokenmarket.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of a report: a frame with its style, library, script and data put in. */
final class Page {
  private static final String LIBRARY = "/libraries/echarts-6.1.0/echarts.min.js";
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final Map<String, String> parts;

  /**
   * @param data JSON
   */
  Page(String title, String data) {
    parts =
        Map.of(
            "title", escaped(title),
            "style", resource("/report/report.css"),
            "library", resource(LIBRARY),
            "script", resource("/report/report.js"),
            "data", inScript(data));
  }

  void write(Writer out) throws IOException {
    String frame = resource("/report/report.html");
    Matcher place = PLACE.matcher(frame);
    int from = 0;
    while (place.find()) {
      out.write(frame, from, place.start() - from);
      out.write(parts.get(place.group(1)));
      from = place.end();
    }
    out.write(frame, from, frame.length() - from);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** JSON means the same, and no name in it can end the element it is in. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }
}
