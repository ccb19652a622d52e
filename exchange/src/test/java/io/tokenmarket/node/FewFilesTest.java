package io.tokenmarket.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.sandbox.OneCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nodes in processes that may open few files. */
@Timeout(180)
class FewFilesTest {
  private static final int PARTITIONS = 12;

  @TempDir static Path dir;
  private static OneCluster cluster;

  @BeforeAll
  static void start() {
    cluster = new OneCluster(dir, PARTITIONS);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aNodeThatMayOpenTooFewFilesIsRefusedInASentence() throws Exception {
    Process process = serve(600, "views.stores=disk");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(2);
    assertThat(said.lines().toList())
        .last()
        .asString()
        .startsWith("tokenmarket: This process may open 600 files, and a node of 12 partitions");
    assertThat(said.lines()).noneMatch(line -> line.startsWith("\tat "));
  }

  /** The control: as the sentence says. */
  @Test
  void withHistoryInMemoryItStarts() throws Exception {
    Process process = serve(600, "views.stores=memory");
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.lines().anyMatch(line -> line.startsWith("REST:"))).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Linux tells which files a process has open. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aNodeOpensNoMoreFilesOfItsHistoryThanItIsRefusedFor() throws Exception {
    Process process = serve(1_024, "views.stores=disk");
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.lines().anyMatch(line -> line.startsWith("REST:"))).isTrue();
      assertThat(openedStores(process))
          .isGreaterThanOrEqualTo(2 * PARTITIONS)
          .isLessThanOrEqualTo(OpenFiles.STORES_OF_A_PARTITION * PARTITIONS);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static long openedStores(Process process) throws IOException {
    try (Stream<Path> opened = Files.list(Path.of("/proc", "" + process.pid(), "fd"))) {
      return opened.map(FewFilesTest::target).filter(file -> file.contains("/rocksdb/")).count();
    }
  }

  /** One that is closed meanwhile is none. */
  private static String target(Path opened) {
    try {
      return Files.readSymbolicLink(opened).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static Process serve(int files, String setting) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                "bash",
                "-c",
                "ulimit -n " + files + "; exec \"$@\"",
                "bash",
                java,
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tokenmarket.cli.Main",
                "serve",
                "--bootstrap-servers",
                cluster.settings().get("bootstrap.servers").toString(),
                "--schema-registry",
                cluster.settings().get("schema.registry.url").toString(),
                "--data",
                dir.resolve(setting).toString(),
                "--port",
                "0",
                "--config",
                setting))
        .redirectErrorStream(true)
        .start();
  }
}
