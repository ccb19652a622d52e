package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios, traces, verification and tables come out the same, however the JVM is set up. */
@Timeout(300)
class SameBytesTest {
  /** How long something took. */
  private static final String TIMES =
      "(?<=\"auctionsPerSecond\":)\\d+|[\\d,]+(?= auctions per second)|(?<= in )\\d+\\.\\d(?= s\n)";

  @TempDir private static Path folder;
  private static String usual;

  @BeforeAll
  static void asUsual() throws Exception {
    usual = answers(folder, List.of(), Map.of());
    assertThat(usual).contains("identical: ").doesNotContain("exit code 1 ");
    assertThat(usual.lines().filter(line -> line.startsWith("exit code 0 of "))).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=tr -Duser.country=TR -Duser.timezone=Pacific/Kiritimati",
        "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab -Xshare:off",
        "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai",
        "-Duser.language=de -Duser.timezone=America/St_Johns -Djava.locale.providers=COMPAT",
        "-Dfile.encoding=UTF-16 -Dsun.stdout.encoding=UTF-16 -Dstdout.encoding=UTF-16",
        "-Dfile.encoding=Cp037 -Dsun.stdout.encoding=Cp037 -Dstdout.encoding=Cp037",
        "-Dfile.encoding=US-ASCII -Dsun.jnu.encoding=US-ASCII -Dline.separator=\r\n",
        "-XX:ActiveProcessorCount=1 -XX:+UseSerialGC -XX:hashCode=2",
        "-XX:ActiveProcessorCount=64 -XX:+UseParallelGC -XX:TieredStopAtLevel=1",
        "-XX:+UseZGC -XX:-UseCompressedClassPointers -XX:hashCode=1",
        "-Xint -Djava.util.concurrent.ForkJoinPool.common.parallelism=1",
        "-Dfile.separator=/ -Duser.name=\u0130\u015f\u0131k -Djava.awt.headless=false -Duser.region=IR"
      })
  void theAnswersAreTheSameUnder(String options, @TempDir Path dir) throws Exception {
    assertThat(answers(dir, List.of(options.split(" ")), Map.of())).isEqualTo(usual);
  }

  @Test
  void theAnswersAreTheSameWhereTheEnvironmentIsBare(@TempDir Path dir) throws Exception {
    Path temporary = Files.createDirectories(dir.resolve("a place/for scraps"));
    List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
    assertThat(answers(dir, options, Map.of("LC_ALL", "POSIX"))).isEqualTo(usual);
  }

  /** What it publishes is what every other JVM computes of its log. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=ar -Duser.extensions=u-nu-arab -Dfile.encoding=UTF-16 -Duser.timezone=Asia/Kathmandu",
        "-Duser.language=tr -Duser.country=TR -Dfile.encoding=Cp037 -Dline.separator=\r\n"
      })
  void anExchangeIsTheSameUnder(String options, @TempDir Path dir) throws Exception {
    Process exchange =
        start(
            dir,
            List.of(options.split(" ")),
            Map.of(),
            Main.class.getName(),
            List.of("run", "--json", "--port", "0", "--intervals", "10", "--export", "log"));
    String rest = awaitLine(dir.resolve("errors"), "REST: (http\\S+)/markets");
    for (String resource : List.of("/markets", "/markets/eu-north", "/openapi.json")) {
      String body = get(URI.create(rest + resource));
      assertThat(body.chars().filter(Character::isDigit)).allMatch(digit -> digit <= '9');
    }
    assertThat(new String(exchange.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .hasSize(10)
        .allMatch(line -> line.startsWith("{\"market\":\"eu-north\",\"interval\":"));
    assertThat(exchange.waitFor()).isZero();
    CommandLineRun verified = CommandLineRun.of("verify", "--log", "" + dir.resolve("log"));
    assertThat(verified.err()).isEmpty();
    assertThat(verified.out()).first().asString().startsWith("identical: ");
  }

  private static String awaitLine(Path file, String line) throws Exception {
    for (int tries = 0; tries < 1_200; tries++) {
      Matcher found = Pattern.compile(line).matcher(Files.readString(file));
      if (found.find()) {
        return found.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(Files.readString(file));
  }

  /** As soon as the exchange has it. */
  private static String get(URI resource) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> answer;
    do {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = client.send(HttpRequest.newBuilder(resource).build(), BodyHandlers.ofString());
    } while (answer.statusCode() != 200);
    return answer.body();
  }

  /** Without this the test would prove nothing. */
  @Test
  void theSettingsReachTheJvm(@TempDir Path dir) throws Exception {
    List<String> arabic = List.of("-Duser.language=ar", "-Duser.extensions=u-nu-arab");
    assertThat(output(dir, arabic, Map.of(), Usual.class)).contains("\u0661");
    assertThat(output(dir, List.of("-Dfile.encoding=UTF-16"), Map.of(), Usual.class))
        .startsWith("UTF-16");
  }

  /** What this JVM takes for usual. */
  static final class Usual {
    private Usual() {}

    @SuppressWarnings("DefaultLocale")
    public static void main(String[] args) {
      String words = Charset.defaultCharset() + " %d".formatted(1);
      System.out.writeBytes(words.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String answers(Path dir, List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    return output(dir, options, environment, EveryAnswer.class).replaceAll(TIMES, "#");
  }

  private static String output(
      Path dir, List<String> options, Map<String, String> environment, Class<?> program)
      throws IOException, InterruptedException {
    Process process = start(dir, options, environment, program.getName(), List.of());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(dir.resolve("errors"))).isZero();
    return said;
  }

  private static Process start(
      Path dir,
      List<String> options,
      Map<String, String> environment,
      String program,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-Xmx512m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().putAll(environment);
    return builder.redirectError(dir.resolve("errors").toFile()).start();
  }
}
