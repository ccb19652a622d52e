package io.tokenmarket.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T23:59:60Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31t12:00:00z",
        "2026-02-30T12:00:00Z",
        "2026-01-31T12:00:00",
        "2026-01-31",
        "",
        " 2026-01-31T12:00:00Z"
      })
  void whatIsNoTimeIsNotTakenForOne(String text) {
    assertThatThrownBy(() -> IsoTimes.instant(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pt1h", "-PT1H", "PT-1H", "+PT1H", "P", "PT", "1H", "P1Y", ""})
  void whatIsNoDurationIsNotTakenForOne(String text) {
    assertThatThrownBy(() -> IsoTimes.duration(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void whatIsOneIsRead() {
    Instant noon = Instant.ofEpochSecond(1_769_860_800);
    assertThat(IsoTimes.instant("2026-01-31T12:00:00Z")).isEqualTo(noon);
    assertThat(IsoTimes.instant("2026-01-31T13:00:00.000+01:00")).isEqualTo(noon);
    assertThat(IsoTimes.duration("P1DT1H1.5S")).isEqualTo(Duration.ofMillis(90_001_500));
  }
}
