package io.tokenmarket.producers.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeGenTraceTest {
  private static final String HEADER = "client,t_s,rate_rps,cv,mean_in_tok,mean_out_tok\n";
  @TempDir Path folder;

  @Test
  void tokensOfAWindowAreRateTimesSecondsTimesMeanLength() throws IOException {
    DemandSource demand = open(HEADER + "0,0,1.3317,8.598,427.5,147.5\n");
    assertThat(demand.windowMillis()).isEqualTo(600_000);
    assertThat(demand.window(0)).containsExactly(new AppDemand("client-0", 117_855));
  }

  @Test
  void halfATokenIsRoundedUp() throws IOException {
    DemandSource demand = open(HEADER + "0,0,0.0025,1,1,1\n1,0,0.0024,1,1,1\n");
    assertThat(demand.window(0))
        .containsExactly(new AppDemand("client-0", 2), new AppDemand("client-1", 1));
  }

  @Test
  void appsStandInOrderOfTheirClientNumber() throws IOException {
    DemandSource demand = open(HEADER + "10,0,1,1,1,1\n9,600,1,1,1,1\n9,0,1,1,1,1\n");
    assertThat(demand.apps()).containsExactly("client-9", "client-10");
    assertThat(demand.window(0))
        .extracting(AppDemand::app)
        .containsExactly("client-9", "client-10");
    assertThat(demand.window(1)).extracting(AppDemand::app).containsExactly("client-9");
  }

  @Test
  void aWindowWithoutRowsIsThereAndEmpty() throws IOException {
    DemandSource demand = open(HEADER + "0,0,1,1,1,1\n0,1200,1,1,1,1\n");
    assertThat(demand.windows()).isEqualTo(3);
    assertThat(demand.window(1)).isEmpty();
  }

  @Test
  void rowsWithoutAnOutputLengthAreSkippedAndCounted() throws IOException {
    Trace trace = (Trace) open(HEADER + "0,0,1,1,1,1\n1,0,1,1,,\n");
    assertThat(trace.window(0)).hasSize(1);
    assertThat(trace.skippedRows()).isEqualTo(1);
    assertThat(trace.describe())
        .isEqualTo("2 apps, 1 windows of 600 s, 2 rows, 1 of them without a quantity");
  }

  @Test
  void onlyTheFirstWindowsAreReadWhereAsked() throws IOException {
    Path file = plain(HEADER + "0,0,1,1,1,1\n1,600,1,1,1,1\n");
    Trace trace = ServeGenTrace.read(file, TraceOptions.standard().withMaxWindows(1));
    assertThat(trace.windows()).isEqualTo(1);
    assertThat(trace.apps()).containsExactly("client-0");
    assertThat(trace.rows()).isEqualTo(1);
  }

  @Test
  void aCompressedFileReadsAsThePlainOne() throws IOException {
    String text = HEADER + "0,0,1,1,1,1\n";
    assertThat(DemandSource.open("servegen:" + compressed(text))).isEqualTo(open(text));
  }

  @Test
  void aCompressedFileCutShortIsRefused() throws IOException {
    Path file = compressed(HEADER + "0,0,1,1,1,1\n".repeat(1_000));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
    assertThatThrownBy(() -> DemandSource.open("servegen:" + file))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,0,1,1,1,1 | a client number",
        "0,601,1,1,1,1 | a multiple of 600",
        "0,0,-1,1,1,1 | requests per second",
        "0,0,NaN,1,1,1 | requests per second",
        "0,0,1e999999999,1,1,1 | requests per second",
        "0,0,1,1,1,many | mean output tokens",
        "0,0,1,1,1 | the fields client,t_s",
        "0,600000000,1,1,1,1 | within a year"
      })
  void aMalformedLineIsNamedWithWhatWasExpected(String line, String expected) {
    assertThatThrownBy(() -> open(HEADER + "0,0,1,1,1,1\n" + line + "\n"))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("trace.csv, line 3: expected")
        .hasMessageContaining(expected)
        .hasMessageContaining(line)
        .hasMessageContaining("mend");
  }

  @Test
  void aFileWithAnotherHeaderIsRefused() {
    assertThatThrownBy(() -> open("a,b\n1,2\n"))
        .hasMessageContaining("line 1: expected the header");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> open("")).hasMessageContaining("line 1: expected the header");
    assertThatThrownBy(() -> open(HEADER)).hasMessageContaining("holds no request");
  }

  @Test
  void aMissingFileAFolderAndAnUnknownKindAreRefused() {
    for (String spec : List.of("servegen:" + folder.resolve("none"), "servegen:" + folder)) {
      assertThatThrownBy(() -> DemandSource.open(spec))
          .isInstanceOf(DemandException.class)
          .hasMessageContaining("cannot be read");
    }
    for (String spec : List.of("kafka:x", "servegen", "servegen:")) {
      assertThatThrownBy(() -> DemandSource.open(spec))
          .isInstanceOf(DemandException.class)
          .hasMessageContaining("give servegen:FILE or azure:FILE");
    }
  }

  @Test
  void theFirstDayOfTheRealTraceIsWhatItsPublishersCounted() {
    Path file = MarketData.file("servegen/language_m-large.csv.gz");
    Trace day = ServeGenTrace.read(file, TraceOptions.standard().withMaxWindows(144));
    assertThat(day.apps()).hasSize(101);
    assertThat(day.windows()).isEqualTo(144);
    assertThat(day.rows()).isEqualTo(6_819);
    assertThat(day.skippedRows()).isEqualTo(1_828);
    assertThat(tokens(day)).isEqualTo(2_259_439_481L);
  }

  @Test
  void theWholeRealTraceIsRead() {
    Path file = MarketData.file("servegen/language_m-large.csv.gz");
    Trace trace = ServeGenTrace.read(file, TraceOptions.standard());
    assertThat(trace.apps()).hasSize(162);
    assertThat(trace.windows()).isEqualTo(2_016);
    assertThat(trace.rows()).isEqualTo(99_839);
  }

  private static long tokens(DemandSource demand) {
    long sum = 0;
    for (int window = 0; window < demand.windows(); window++) {
      sum += demand.window(window).stream().mapToLong(AppDemand::tokens).sum();
    }
    return sum;
  }

  private DemandSource open(String text) throws IOException {
    return DemandSource.open("servegen:" + plain(text));
  }

  private Path plain(String text) throws IOException {
    return Files.writeString(folder.resolve("trace.csv"), text);
  }

  private Path compressed(String text) throws IOException {
    Path file = folder.resolve("trace.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
