package io.tokenmarket.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1 | 1",
        "a | ''",
        "a= | ''",
        "a=b=c | b=c",
        "a=b+c | 'b c'",
        "a=b%2Bc | b+c",
        "%61=x | x",
        "&a=1& | 1",
        "a=%C3%A9 | é",
        "a=%F0%9F%92%A1 | 💡",
        "a=1;b=2 | 1;b=2",
      })
  void aQueryIsReadAsAForm(String query, String value) {
    assertThat(new Target("/", query).query("a")).contains(value);
  }

  @Test
  void allValuesOfAParameterAreSeen() {
    assertThat(new Target("/", "a=1&b=2&a=3").query().get("a")).isEqualTo(List.of("1", "3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%u00e9",
        "a=%ff",
        "a=%c3",
        "a=%ed%a0%80",
        "a=%c0%af",
        "%=1",
        "a=é",
        "a=\u0001",
        "a=%٣٣"
      })
  void whatIsNoEncodingOfATextIsRefused(String query) {
    assertThatThrownBy(() -> new Target("/", query))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("The query has ");
    assertThatThrownBy(() -> new Target("/v1/" + query, ""))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("The path has ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/.", "/a/..", "/../a", "/a/%2e%2E/b", "/a/.%2e"})
  void aSegmentThatIsTakenOutOnTheWayIsRefused(String path) {
    assertThatThrownBy(() -> new Target(path, ""))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("segment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/...", "/.a", "/a.", "/a/.b/c", "/%20", "/a;b", "/a+b", "/"})
  void anyOtherIsTaken(String path) {
    assertThat(new Target(path, "").query()).isEmpty();
  }
}
