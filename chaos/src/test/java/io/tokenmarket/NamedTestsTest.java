package io.tokenmarket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page that names a test promises that it is there. */
class NamedTestsTest {
  private static final Path ROOT = Path.of("..");

  /** A class, with or without a method; or a method of the class that was named before it. */
  private static final Pattern NAMED =
      Pattern.compile("`(?:([A-Z]\\w*Test)(?:\\.([a-z]\\w+))?|\\.([a-z]\\w+))`");

  /** Sources of test classes by their name. */
  private static final Map<String, String> TESTS = new TreeMap<>();

  @BeforeAll
  static void readTests() throws IOException {
    for (String module :
        List.of("schemas", "producers", "streams", "simulation", "exchange", "chaos")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src"))) {
        files.filter(file -> file.toString().endsWith("Test.java")).forEach(NamedTestsTest::read);
      }
    }
  }

  private static void read(Path file) {
    try {
      String name = file.getFileName().toString().replace(".java", "");
      TESTS.merge(name, Files.readString(file), String::concat);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(files, Stream.of(ROOT.resolve("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTestThatAPageNamesIsThere(Path page) throws IOException {
    assertThat(missing(Files.readString(page))).isEmpty();
  }

  @Test
  void aTestThatIsNotThereIsFoundOut() {
    assertThat(missing("`NamedTestsTest`, `.everyTestThatAPageNamesIsThere`")).isEmpty();
    assertThat(missing("`NamedTestsTest.nothing`, `NoSuchTest`, `NamedTestsTest`, `.nobody`"))
        .containsExactly("NamedTestsTest.nothing", "NoSuchTest", "NamedTestsTest.nobody");
  }

  private static List<String> missing(String page) {
    List<String> missing = new ArrayList<>();
    String last = null;
    for (Matcher named = NAMED.matcher(page); named.find(); ) {
      last = named.group(1) == null ? last : named.group(1);
      String method = named.group(1) == null ? named.group(3) : named.group(2);
      if (last != null && !isThere(last, method)) {
        missing.add(method == null ? last : last + "." + method);
      }
    }
    return missing;
  }

  private static boolean isThere(String test, String method) {
    String source = TESTS.get(test);
    return source != null && (method == null || source.contains(" " + method + "("));
  }
}
