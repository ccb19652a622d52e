package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./tokenmarket} before it starts a JVM. */
class LauncherTest {
  private static final Path BASH = Path.of("/bin/bash");

  @Test
  void aBenchmarkThatIsNoneGetsOneSentence() throws Exception {
    CommandLineRun run = launch("bench", "clearign");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith("tokenmarket: there is no benchmark 'clearign'; name one of: clearing");
  }

  private static CommandLineRun launch(String... args) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(BASH), "the launcher is a Bash script, and here is no Bash");
    ProcessBuilder launcher = new ProcessBuilder(BASH.toString(), "../tokenmarket");
    launcher.command().addAll(List.of(args));
    launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = launcher.start();
    List<String> out = lines(process.getInputStream().readAllBytes());
    List<String> err = lines(process.getErrorStream().readAllBytes());
    return new CommandLineRun(process.waitFor(), out, err);
  }

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }
}
