package io.tokenmarket.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
  private static final List<String> TYPES = List.of("application/json", "text/csv");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "*/* | application/json",
        "application/json | application/json",
        "APPLICATION/JSON | application/json",
        "text/csv | text/csv",
        "text/* | text/csv",
        "text/csv;q=0 | none",
        "text/csv;q=0, */* | application/json",
        "application/json;q=0.4, text/csv;q=0.5 | text/csv",
        "application/json;q=0.5, text/csv;q=0.5 | application/json",
        "application/json;q=0, */*;q=0.1 | text/csv",
        "*/*;q=0.001 | application/json",
        "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8 | application/json",
        "text/html | none",
        "text/csvx | none",
        "x-text/csv | none",
        "application/json;charset=UTF-8 | application/json",
        "application/json; charset=\"utf-8\" | application/json",
        "application/json;version=2 | none",
        "application/json ; q=0 | none",
        ", text/csv , | text/csv",
        "text/html;a=\"x,text/csv\" | none",
        // What Java's HttpURLConnection sends by itself.
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2 | application/json",
      })
  void theClientsPreferenceDecides(String header, String best) {
    assertThat(Accept.of(Optional.of(header)).best(TYPES)).isEqualTo(Optional.ofNullable(best));
  }

  @Test
  void whoSaysNothingTakesTheUsual() {
    assertThat(Accept.of(Optional.empty()).best(TYPES)).contains("application/json");
    assertThat(Accept.of(Optional.of("")).best(TYPES)).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "a/b/c",
        "*/json",
        "text/csv;q=2",
        "text/csv;q=0.1234",
        "text/csv;q=",
        "text/csv;q=x",
        "text/csv;q=0.1;q=0.2",
        "text/csv;q=.",
        "; q=1",
        "text csv"
      })
  void whatIsNoListOfMediaRangesIsRefused(String header) {
    assertThatThrownBy(() -> Accept.of(Optional.of(header)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("header Accept");
  }

  @Test
  void eventsAreNamedOrOnlyAmongTheRest() {
    assertThat(Accept.of(Optional.of("text/event-stream")).names("text/event-stream")).isTrue();
    assertThat(Accept.of(Optional.of("*/*")).names("text/event-stream")).isFalse();
    assertThat(Accept.of(Optional.empty()).names("text/event-stream")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "x-gzip | true",
        "GZIP | true",
        "gzip, deflate, br | true",
        "gzip;q=1.0,deflate;q=0.6,identity;q=0.3 | true",
        "* | true",
        "*;q=0 | false",
        "gzip;q=0 | false",
        "gzip;q=0, * | false",
        "gzip;q=0.2, identity | false",
        "identity | false",
        "notgzip | false",
        "deflate | false",
        "gzip;q=nonsense | false",
        "'' | false",
      })
  void anAnswerIsCompressedForWhoTakesIt(String header, boolean gzip) {
    assertThat(AcceptEncoding.takesGzip(Optional.of(header))).isEqualTo(gzip);
  }
}
