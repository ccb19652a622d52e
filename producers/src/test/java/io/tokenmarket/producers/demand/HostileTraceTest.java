package io.tokenmarket.producers.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trace that is made to take memory is refused in one sentence before it does. */
@Timeout(120)
class HostileTraceTest {
  private static final String SERVEGEN = "client,t_s,rate_rps,cv,mean_in_tok,mean_out_tok\n";
  private static final String AZURE = "TIMESTAMP,ContextTokens,GeneratedTokens\n";

  @TempDir Path dir;

  private Path packed(String header, String repeated, int times) throws Exception {
    Path file = dir.resolve("trace.csv.gz");
    byte[] bytes = repeated.repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      for (int n = 0; n < times / 10_000; n++) {
        out.write(bytes);
      }
    }
    return file;
  }

  @Test
  void aSmallFileThatIsALineOf400MegabytesIsNotUnpacked() throws Exception {
    for (String header : new String[] {"", SERVEGEN}) {
      for (String field : new String[] {"x", ","}) {
        Path bomb = packed(header, field, 400_000_000);
        long before = used();
        assertThatThrownBy(() -> DemandSource.open("servegen:" + bomb))
            .isInstanceOf(DemandException.class)
            .hasMessageContaining(bomb.toString())
            .hasMessageContaining("line " + (header.isEmpty() ? 1 : 2))
            .hasMessageContaining("at most 10000 characters");
        assertThat(used() - before).isLessThan(100_000_000);
      }
    }
  }

  private static long used() {
    Runtime.getRuntime().gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aLineAsLongAsOneMayBeIsRead() throws Exception {
    Path file = dir.resolve("long.csv");
    Files.writeString(file, SERVEGEN + "1,0,1,1,1," + "0".repeat(6) + "1\r\n2,0,1,1,1,1\n");
    assertThat(DemandSource.open("servegen:" + file).apps()).hasSize(2);
  }

  @Test
  void twoRequestsAFortnightApartAreNotAWindowEachMillisecond() throws Exception {
    Path file = dir.resolve("azure.csv");
    Files.writeString(
        file, AZURE + "2023-11-16 18:17:03.9799600,1,1\n2023-11-30 18:17:03.9799600,1,1\n");
    TraceOptions options = TraceOptions.standard().withWindow(Duration.ofMillis(1));
    assertThatThrownBy(() -> AzureTrace.read(file, options))
        .isInstanceOf(DemandException.class)
        .hasMessage(
            "demand file %s has more than 1000000 windows; read fewer windows of it, or longer ones",
            file);
    assertThat(AzureTrace.read(file, options.withMaxWindows(10)).windows()).isEqualTo(1);
  }

  @Test
  void aClientEachRowIsNotAnAppEachRow() throws Exception {
    StringBuilder rows = new StringBuilder(SERVEGEN);
    for (int client = 0; client < 100_002; client++) {
      rows.append(client).append(",0,1,1,1,1\n");
    }
    Path file = Files.writeString(dir.resolve("clients.csv"), rows);
    assertThatThrownBy(() -> DemandSource.open("servegen:" + file))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("more than 100000 apps");
  }
}
