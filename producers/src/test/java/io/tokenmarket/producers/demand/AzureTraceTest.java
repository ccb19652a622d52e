package io.tokenmarket.producers.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureTraceTest {
  private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens\n";
  private static final String THREE =
      HEADER
          + "2023-11-16 18:17:03.9799600,4808,10\n"
          + "2023-11-16 18:17:04.0319600,3180,8\n"
          + "2023-11-16 18:18:03.9799600,110,27";
  @TempDir Path folder;

  @Test
  void requestsAreDealtToTheAppsInTurnAndSummedByWindow() throws IOException {
    Trace trace = AzureTrace.read(file(THREE), TraceOptions.standard().withApps(2));
    assertThat(trace.apps()).containsExactly("azure-code-00", "azure-code-01");
    assertThat(trace.window(0))
        .containsExactly(new AppDemand("azure-code-00", 10), new AppDemand("azure-code-01", 8));
    assertThat(trace.window(1)).containsExactly(new AppDemand("azure-code-00", 27));
  }

  @Test
  void windowsAreAsLongAsAsked() throws IOException {
    Trace trace =
        AzureTrace.read(file(THREE), TraceOptions.standard().withWindow(Duration.ofSeconds(1)));
    assertThat(trace.windows()).isEqualTo(61);
    assertThat(trace.windowMillis()).isEqualTo(1_000);
    assertThat(trace.window(30)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yesterday,1,1 | a TIMESTAMP",
        "2023-11-16 18:17:02,1,1 | after the first",
        "2099-11-16 18:17:02,1,1 | within a year",
        "2023-11-16 18:17:05,1,-1 | GeneratedTokens",
        "2023-11-16 18:17:05,1 | the fields"
      })
  void aMalformedLineIsNamedWithWhatWasExpected(String line, String expected) {
    assertThatThrownBy(() -> DemandSource.open("azure:" + file(THREE + "\n" + line)))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("_code.csv, line 5: expected")
        .hasMessageContaining(expected);
  }

  @Test
  void aTraceCannotBeSplitOverNoApps() {
    assertThatThrownBy(() -> TraceOptions.standard().withApps(0))
        .isInstanceOf(DemandException.class);
  }

  @Test
  void theRealTraceIsWhatItsPublishersCounted() {
    Path file = MarketData.file("azure/AzureLLMInferenceTrace_code.csv");
    Trace trace = AzureTrace.read(file, TraceOptions.standard());
    assertThat(trace.rows()).isEqualTo(8_819);
    assertThat(trace.windows()).isEqualTo(58);
    assertThat(trace.apps()).hasSize(20);
    assertThat(
            trace.byWindow().stream().flatMap(w -> w.stream()).mapToLong(AppDemand::tokens).sum())
        .isEqualTo(245_896);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("AzureLLMInferenceTrace_code.csv"), text);
  }
}
