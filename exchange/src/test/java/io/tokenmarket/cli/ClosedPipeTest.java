package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As under {@code | head}: whoever asked has seen enough. */
class ClosedPipeTest {
  private static final int READ = 3;

  /** Is closed by its reader after some lines. */
  private static final class Pipe extends OutputStream {
    private final AtomicInteger lines = new AtomicInteger();

    @Override
    public void write(int letter) throws IOException {
      if (lines.get() == READ) {
        throw new IOException("Broken pipe");
      }
      if (letter == '\n') {
        lines.incrementAndGet();
      }
    }
  }

  @Test
  void aSimulationThatNobodyReadsEnds() {
    long began = System.nanoTime();
    assertThat(run("simulate", "quickstart", "--intervals", "100000000", "--json")).isZero();
    assertThat(System.nanoTime() - began).isLessThan(60_000_000_000L);
  }

  @Test
  void unlessItWritesFilesAsWell(@TempDir Path dir) throws IOException {
    assertThat(run("simulate", "quickstart", "--intervals", "9", "--json", "--csv", dir.toString()))
        .isZero();
    assertThat(Files.readAllLines(dir.resolve("prices.csv"))).hasSize(10);
  }

  private static int run(String... args) {
    return Main.commandLine()
        .setOut(new Output(new Pipe()))
        .setErr(new Output(OutputStream.nullOutputStream()))
        .execute(args);
  }
}
