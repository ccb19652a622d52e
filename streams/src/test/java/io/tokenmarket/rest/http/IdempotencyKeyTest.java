package io.tokenmarket.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "chat-1 | chat-1",
        "\"chat-1\" | chat-1",
        "\"a,b\" | a,b",
        "\"a\\\"b\\\\c\" | a\"b\\c",
        "\"a  b\" | a  b",
        "a b | a b",
        "a/b%c;d=e | a/b%c;d=e",
        "... | ...",
      })
  void aNameIsTakenBareOrAsAString(String sent, String name) {
    assertThat(IdempotencyKey.of("Idempotency-Key", sent)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        ".",
        "..",
        "\".\"",
        "\"..\"",
        "a, b",
        "a,b",
        "\"a\", \"b\"",
        "\"a",
        "a\"b",
        "\"a\";x=1",
        "\"a\\x\"",
        "a  b"
      })
  void whatCouldBeMeantInTwoWaysIsRefused(String sent) {
    assertThatThrownBy(() -> IdempotencyKey.of("Idempotency-Key", sent))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("header Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200})
  void aNameHasAtMost200Characters(int length) {
    assertThat(IdempotencyKey.of("Idempotency-Key", "x".repeat(length))).hasSize(length);
    assertThatThrownBy(() -> IdempotencyKey.of("Idempotency-Key", "x".repeat(201)))
        .isInstanceOf(UnreadableException.class);
  }
}
