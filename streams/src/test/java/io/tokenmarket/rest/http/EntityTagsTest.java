package io.tokenmarket.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
  private static EntityTags read(String header) {
    return EntityTags.read("If-None-Match", header);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | true | true",
        "\"a\" | true | true",
        "W/\"a\" | true | false",
        "\"b\", W/\"a\" | true | false",
        "\"b\",\"a\" | true | true",
        "\"b\" | false | false",
        "\"a,b\" | false | false",
        "\"b,\\\", \"a\" | true | true",
        "\"xa\" | false | false",
        "W/\"Wa\" | false | false",
        ", \"a\" , | true | true",
      })
  void aTagIsFoundInAList(String header, boolean weakly, boolean strongly) {
    assertThat(read(header).matchesWeakly("a")).isEqualTo(weakly);
    assertThat(read(header).matchesStrongly("a")).isEqualTo(strongly);
  }

  @Test
  void aTagMayHoldACommaAndABackslash() {
    assertThat(read("\"a,b\\\", \"c\"").strong()).containsExactly("a,b\\", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "'a'", "\"a", "\"a\" \"b\"", "w/\"a\"", "*, \"a\"", "", "\"a b\""})
  void whatIsNoListOfTagsIsRefused(String header) {
    assertThatThrownBy(() -> read(header))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("header If-None-Match");
  }
}
