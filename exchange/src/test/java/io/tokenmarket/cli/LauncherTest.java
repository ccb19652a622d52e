package io.tokenmarket.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tokenmarket} before it starts a JVM. */
class LauncherTest {
  private static final List<String> MODULES =
      List.of("pom.xml", "schemas", "producers", "streams", "simulation", "exchange", "chaos");
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

  @Test
  void aBenchmarkWhoseClassesAreGoneIsBuiltAgain(@TempDir Path root) throws Exception {
    Tree tree = new Tree(root);
    tree.add("streams/target/bench.classpath");
    assertThat(tree.launch("C.UTF-8", "bench", "clearing").out())
        .anyMatch(line -> line.contains("ClearingBench"));
    assertThat(root.resolve("built")).exists();
    Files.delete(root.resolve("built"));
    tree.add("streams/target/test-classes/io/tokenmarket/bench/ClearingBench.class");
    tree.add("streams/target/bench.classpath");
    tree.launch("C.UTF-8", "bench", "clearing");
    assertThat(root.resolve("built")).doesNotExist();
  }

  @Test
  void filesMayHaveAnyLettersWhereNoLocaleIsSet(@TempDir Path root) throws Exception {
    Tree tree = new Tree(root);
    tree.add("exchange/target/exchange-0.1.0.jar");
    tree.add("chaos/target/chaos-0.1.0.jar");
    assertThat(tree.launch("POSIX", "verify").out()).first().asString().startsWith("C.UTF-8 ");
    assertThat(tree.launch("de_DE.utf8", "verify").out())
        .first()
        .asString()
        .startsWith("de_DE.utf8 ");
  }

  /** The launcher in a tree of its own, where Java and Maven only say that they were called. */
  private record Tree(Path root) {
    Tree {
      write(root, "mvnw", "touch \"$(dirname \"$0\")/built\"");
      write(
          root,
          "bin/java",
          "case $* in *showSettings*) echo '  java.vm.version = 17.0' ;; *) echo $LC_ALL $* ;; esac");
      for (String module : MODULES) {
        write(root, module + "/of", "");
      }
    }

    private static void write(Path root, String name, String script) {
      try {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void add(String file) {
      write(root, file, "");
    }

    CommandLineRun launch(String locale, String... args) throws IOException, InterruptedException {
      Path script =
          Files.copy(Path.of("../tokenmarket"), root.resolve("tokenmarket"), REPLACE_EXISTING);
      return LauncherTest.launch(script, Map.of("JAVA_HOME", "" + root, "LC_ALL", locale), args);
    }
  }

  private static CommandLineRun launch(String... args) throws IOException, InterruptedException {
    Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    return launch(Path.of("../tokenmarket"), java, args);
  }

  private static CommandLineRun launch(Path script, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(BASH), "the launcher is a Bash script, and here is no Bash");
    ProcessBuilder launcher = new ProcessBuilder(BASH.toString(), script.toString());
    launcher.command().addAll(List.of(args));
    launcher.environment().putAll(environment);
    Process process = launcher.start();
    List<String> out = lines(process.getInputStream().readAllBytes());
    List<String> err = lines(process.getErrorStream().readAllBytes());
    return new CommandLineRun(process.waitFor(), out, err);
  }

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }
}
