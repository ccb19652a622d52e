package io.tokenmarket.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may write schemas cannot fill the memory of the machine with them. */
class RegistryBoundsTest {
  @TempDir Path dir;

  private static String schema(int n) {
    return "{\"type\":\"record\",\"name\":\"R%s\",\"fields\":[]}".formatted(n);
  }

  @Test
  void aFullRegistryTakesNothingMoreAndKeepsWhatItHas() {
    Path file = dir.resolve("schemas.jsonl");
    Registry registry = new Registry(new Journal(file, 5_000));
    int[] taken = new int[1];
    assertThatThrownBy(
            () -> {
              while (true) {
                registry.register("s" + taken[0], schema(taken[0]));
                taken[0]++;
              }
            })
        .isInstanceOf(RegistryException.class)
        .hasMessage("All schemas and levels together have at most 5000 bytes.")
        .satisfies(full -> assertThat(((RegistryException) full).status()).isEqualTo(507));
    assertThat(taken[0]).isPositive();
    assertThat(new Registry(new Journal(file, 5_000)).subjects()).hasSize(taken[0]);
    assertThat(registry.register("s0", schema(0)).id()).as("what it has already").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 900, 20_000})
  void aSchemaOfSchemasIsRefused(int levels) {
    Registry registry = new Registry(new Journal(dir.resolve("deep.jsonl")));
    assertRefused(
        "Invalid schema: it is more than is read here: it is nested deeper than 100 levels",
        () -> registry.register("deep", deep(levels)));
    assertThat(registry.register("flat", deep(SchemaText.DEEPEST)).version()).isEqualTo(1);
  }

  private static String deep(int levels) {
    return "{\"type\":\"array\",\"items\":".repeat(levels) + "\"null\"" + "}".repeat(levels);
  }

  /** What is in answers and logs as a line. */
  @Test
  void aSubjectIsAPlainShortName() {
    Registry registry = new Registry(new Journal(dir.resolve("names.jsonl")));
    for (String subject : new String[] {"", "a\nb", "a\0b", "a\u001b[2J", "x".repeat(256)}) {
      assertRefused("A subject has 1 to 255", () -> registry.register(subject, schema(0)));
      assertRefused("A subject has 1 to 255", () -> registry.setLevel(subject, "FULL"));
    }
    assertThat(registry.subjects()).isEmpty();
    assertThat(registry.register("é/%-" + "x".repeat(251), schema(0)).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | it is no JSON: it ends before it is whole",
        "{\"type\":NaN} | it is no JSON: NaN is no number of it",
        "\"nothing\" | Invalid schema: ",
        "{\"type\":\"record\"} | Invalid schema: ",
        "{\"type\":\"record\",\"name\":\"1a\",\"fields\":[]} | Invalid schema: "
      })
  void whatIsNoSchemaIsRefusedInPlainWords(String sent, String told) {
    Registry registry = new Registry(new Journal(dir.resolve("none.jsonl")));
    assertRefused(told, () -> registry.register("s", sent));
  }

  private static void assertRefused(String told, ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(told)
        .hasMessageNotContainingAny("Exception", "org.apache", "jackson", "\n")
        .satisfies(refused -> System.out.println("refused: " + refused.getMessage()))
        .satisfies(refused -> assertThat(((RegistryException) refused).status()).isEqualTo(422));
  }
}
