package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.producers.demand.DemandException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is made to do harm gets one sentence, before it takes memory or time. */
@Timeout(120)
class HostileScenarioTest {
  private static final Pattern NUMBER =
      Pattern.compile("(?<=[:\\[,] )-?\\d+(\\.\\d+)?(?=[,}\\]\\s])");

  @TempDir Path dir;

  static Stream<Arguments> bombs() {
    return Stream.of(
        Arguments.of("aliases of aliases", AliasBomb.yaml(), "aliases"),
        Arguments.of("20,000 lists in lists", "[".repeat(20_000), "nested deeper than 50 levels"),
        Arguments.of(
            "20,000 blocks in blocks",
            "market: " + "{a: ".repeat(20_000),
            "nested deeper than 50 levels"),
        Arguments.of(
            "2,000 blocks by indent",
            String.join(
                "", IntStream.range(0, 1_000).mapToObj(n -> " ".repeat(n) + "a:\n").toList()),
            "nested deeper than 50 levels"),
        Arguments.of("one long text", "description: " + "x".repeat(5_000_000), "1048576 bytes"),
        Arguments.of("many entries", "apps:\n" + "- {name: a}\n".repeat(500_000), "1048576 bytes"),
        Arguments.of("no text", "\0\1\2", "characters that no text has"),
        Arguments.of("a class to be made", "market: !!java.net.URL [x]", "not YAML"),
        Arguments.of("a long number", "seed: " + "1".repeat(100_000), "line 1"),
        Arguments.of("a number with many zeros", "delivered: 1e400000000", "40 digits"),
        Arguments.of("a number of many digits", "delivered: 0." + "1".repeat(990), "40 digits"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aBombIsRefusedInOneShortSentence(String name, String yaml, String said) throws Exception {
    Path file = Files.writeString(dir.resolve("bomb.yaml"), yaml);

    assertThatThrownBy(() -> Scenario.load(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(said)
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(1_500))
        .satisfies(refused -> assertThat(refused.getMessage().lines()).hasSize(1));
  }

  @Test
  void aFileWithoutAnEndIsNotReadToIt() {
    Path endless = Path.of("/dev/zero");
    if (Files.exists(endless)) {
      assertThatThrownBy(() -> Scenario.load(endless))
          .isInstanceOf(ScenarioException.class)
          .hasMessageContaining("more than 1048576 bytes");
    }
  }

  /** Each number of a scenario in turn; the control is that so many of them are taken. */
  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "settled", "two-pools", "outage", "price-war"})
  void anyNumberIsTakenOrRefused(String shipped) throws Exception {
    String yaml = text(shipped);
    List<MatchResult> numbers = NUMBER.matcher(yaml).results().toList();
    List<String> taken = new ArrayList<>();
    for (MatchResult number : numbers) {
      for (String hostile :
          List.of(
              "0", "-1", "1e99", "1e-99", "9223372036854775807", "1e400000000", "0.123456789")) {
        String changed = yaml.substring(0, number.start()) + hostile + yaml.substring(number.end());
        assertThatCode(() -> open(changed, taken))
            .as(hostile + " in place of " + yaml.substring(number.start() - 20, number.end()))
            .doesNotThrowAnyException();
      }
    }
    assertThat(numbers).hasSizeGreaterThan(10);
    assertThat(taken).isNotEmpty();
  }

  private static void open(String yaml, List<String> taken) {
    try {
      ScenarioReader.read("hostile", Path.of(""), yaml).withIntervals(1).population();
      taken.add(yaml);
    } catch (ScenarioException | DemandException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(1_000);
    }
  }

  private static String text(String shipped) throws Exception {
    try (InputStream in = Scenario.class.getResourceAsStream("/scenarios/" + shipped + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
