package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.replay.HostileExports;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files that want much memory, and the program as its user starts it, with little. */
@Timeout(300)
class HostileFilesTest {
  private static final String LITTLE = "-Xmx160m";

  private static final String NOWHERE =
      " --bootstrap-servers localhost:1 --schema-registry http://localhost:1";

  /** Clears a terminal, and begins another line of its own. */
  private static final String CONTROL = "\\e[2J\\ntokenmarket: all is well";

  @TempDir Path dir;

  @Test
  void anExportThatUnpacksToHundredsOfMegabytesGetsOneSentence() throws Exception {
    HostileExports.thatUnpacksTo(dir.resolve("export"), 400_000_000);
    assertOneSentence("damaged", "verify", "--log", dir.resolve("export").toString());
  }

  @Test
  void soDoesOneWithABlockOfTwoGigabytes() throws Exception {
    HostileExports.withABlockOf(dir.resolve("export"), Integer.MAX_VALUE);
    assertOneSentence("2147483647 bytes", "verify", "--log", dir.resolve("export").toString());
  }

  @Test
  void soDoesATraceThatIsALineOf400Megabytes() throws Exception {
    Path trace = dir.resolve("trace.csv.gz");
    byte[] megabyte = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(trace))) {
      for (int n = 0; n < 400; n++) {
        out.write(megabyte);
      }
    }
    assertThat(Files.size(trace)).isLessThan(400_000);
    assertOneSentence(
        "line 1: expected at most 10000 characters",
        "simulate",
        "quickstart",
        "--demand",
        "servegen:" + trace);
  }

  /** Some hundred bytes that mean a trillion values. */
  private static String aliasesOfAliases() {
    return IntStream.rangeClosed(1, 40)
        .mapToObj(n -> "a%s: &a%s [*a%s, *a%s]\n".formatted(n, n, n - 1, n - 1))
        .collect(Collectors.joining("", "a0: &a0 [x, x]\n", ""));
  }

  static Stream<Arguments> texts() {
    String deep = "{\"keys\": " + "[".repeat(20_000);
    String deepYaml = "market: " + "[".repeat(20_000);
    String long5 = "description: " + "x".repeat(5_000_000);
    return Stream.of(
        Arguments.of("simulate", aliasesOfAliases(), "aliases"),
        Arguments.of("simulate", deepYaml, "nested deeper"),
        Arguments.of("simulate", long5, "1048576 bytes"),
        Arguments.of("simulate", "market: {name: \"" + CONTROL + "\"}", "market"),
        Arguments.of(
            "market define --market m --operator o" + NOWHERE + " --scenario",
            aliasesOfAliases(),
            "aliases"),
        Arguments.of("replay --log EXPORT --what-if", aliasesOfAliases(), "aliases"),
        Arguments.of("replay --log EXPORT --what-if", deepYaml, "nested deeper"),
        Arguments.of("replay --log EXPORT --what-if", long5, "1048576 bytes"),
        Arguments.of("keys list --file", deep, "holds something else"),
        Arguments.of("keys list --file", "{\"keys\": " + "9".repeat(1_000_000), "keys file"),
        Arguments.of("keys list --file", "[".repeat(20_000_000), "16777216 bytes"),
        Arguments.of("keys list --file", "{\"keys\": [{\"id\": \"" + CONTROL + "\"}]}", "keys"),
        Arguments.of("topics --kafka-config", "a=" + "x".repeat(2_000_000), "1048576 bytes"),
        Arguments.of("topics --kafka-config", "a=\\u00zz", "as properties"),
        Arguments.of(
            "produce --scenario quickstart" + NOWHERE + " --sign-key",
            "x".repeat(200_000),
            "65536 bytes"),
        Arguments.of("simulate quickstart --demand servegen:", "\u001b[2J\n", "line 1"),
        Arguments.of("simulate quickstart --demand azure:", "9".repeat(5_000_000), "line 1"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextThatIsMadeToDoHarmGetsOneSentence(String command, String text, String said)
      throws Exception {
    HostileExports.sound(dir.resolve("export"));
    Path file = Files.writeString(dir.resolve("hostile"), text);
    String line = command.replace("EXPORT", dir.resolve("export").toString());
    line += command.endsWith(":") ? file : " " + file;
    assertOneSentence(said, line.split(" "));
  }

  @ParameterizedTest
  @MethodSource("io.tokenmarket.replay.HostileExports#headers")
  void anExportWhoseHeaderIsMadeToDoHarmGetsOneSentence(String name, byte[] header)
      throws Exception {
    Path export = dir.resolve("export");
    HostileExports.sound(export);
    Files.write(export.resolve("market-log-0.avro"), header);
    assertOneSentence("export the log again", "verify", "--log", export.toString());
    assertOneSentence("export the log again", "replay", "--log", export.toString());
  }

  private static void assertOneSentence(String said, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(LITTLE, "-cp", System.getProperty("java.class.path")));
    command.add("io.tokenmarket.cli.Main");
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(2);
    assertThat(err.lines()).singleElement().asString().startsWith("tokenmarket: ").contains(said);
    assertThat(err.strip().chars()).allMatch(letter -> letter >= ' ' && letter != 0x7f);
    assertThat(err).hasSizeLessThan(1_500);
  }
}
