package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.rest.resource.Delivery;
import io.tokenmarket.rest.resource.Demand;
import io.tokenmarket.rest.resource.Offer;
import io.tokenmarket.rest.resource.PublicKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private static final String TERMS = "'tier':'MEDIUM','tokens':1000,'limitPrice':'3'";

  private static <T> T read(String body, Class<T> type) {
    return RequestBody.read(body.replace('\'', '"').getBytes(UTF_8), type);
  }

  private static Demand demand(String more) {
    return read("{" + TERMS + "," + more + "}", Demand.class);
  }

  private static void assertRefused(String told, Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(told)
        .hasMessageNotContainingAny("io.tokenmarket", "jackson", "Feature", "Token", "token '")
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'3.10' | 3.10",
        "0.1 | 0.1",
        "3 | 3",
        "3e0 | 3",
        "30E-1 | 3.0",
        "1.5e+1 | 15",
        "'-2.5' | -2.5",
        "-0 | 0",
      })
  void aDecimalIsExactAsTextAndAsNumber(String sent, BigDecimal price) {
    Demand demand = read("{'tier':'MEDIUM','tokens':1000,'limitPrice':" + sent + "}", Demand.class);

    assertThat(demand.limitPrice()).isEqualByComparingTo(price);
    assertThat(Terms.demand("id", "north", "chat", demand).getLimitPrice())
        .isEqualTo(price.movePointRight(6).longValueExact());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5000", "5e3", "5.0E+3", "5000.000", "50000e-1"})
  void aWholeNumberIsOneHoweverItIsWritten(String sent) {
    assertThat(read("{'tier':'M','tokens':" + sent + ",'limitPrice':3}", Demand.class).tokens())
        .isEqualTo(BigInteger.valueOf(5_000));
    assertThat(demand("'interval':" + sent).interval()).isEqualTo(5_000);
    assertThat(read("{'interval':1,'trade':" + sent + ",'tokens':5}", Delivery.class).trade())
        .isEqualTo(5_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'interval':'' | \"interval\" of the body is \"\" but must be a whole number from 0",
        "'interval':-1 | \"interval\" of the body is -1 but must be a whole number from 0",
        "'once':2 | \"once\" of the body is 2 but must be true or false",
        "'once':'true' | \"once\" of the body is \"true\" but must be true or false",
        "'untilCancelled':'True' | \"untilCancelled\" of the body is \"True\" but must be true",
        "'interval':4611686018427387904 | must be a whole number from 0 to 1000000000000",
        "'intervals':0 | \"intervals\" of the body is 0 but must be a whole number from 1 to 1000000",
        "'steps':[{'tokens':1e999999999,'limitPrice':1}] | \"steps[0].tokens\" of the body is 1e999999999",
        "'intervals':1.5 | \"intervals\" of the body is 1.5 but must be a whole number",
        "'intervals':9223372036854775808 | \"intervals\" of the body is 9223372036854775808",
        "'intervals':1e400000000 | \"intervals\" of the body is 1e400000000 but must be",
        "'intervals':1e-400000000 | \"intervals\" of the body is 1e-400000000 but must be",
        "'steps':3 | \"steps\" of the body is 3 but must be a list",
        "'steps':[null] | \"steps[0]\" of the body is null but must be a JSON object",
        "'steps':[{'tokens':{},'limitPrice':1}] | \"steps[0].tokens\" of the body is {}",
        "'steps':[{'tokens':1000}] | \"steps[0].limitPrice\" of the body is missing",
        "'steps':[{'tokens':1000,'limitPrice':1,'x':1}] | field \"steps[0].x\" that is not known",
        "'token':1000 | \"token\" that is not known",
        "'tokens':2000 | the field \"tokens\" stands there twice",
        "'t\\ud800':1 | a character is written by half",
      })
  void aFieldThatIsNotAsDescribedIsNamedWithItsValue(String more, String told) {
    assertRefused(told, () -> demand(more));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'tier':7,'tokens':1000,'limitPrice':3 | \"tier\" of the body is 7 but must be a text",
        "'tier':null,'tokens':1000,'limitPrice':3 | \"tier\" of the body is null but must be",
        "'tier':'\\ud800','tokens':1000,'limitPrice':3 | \"tier\" of the body is",
        "'tier':'M','tokens':'5000','limitPrice':3 | \"tokens\" of the body is \"5000\" but must be",
        "'tier':'M','tokens':5001,'limitPrice':3 | 5001 but must be a whole number from 1000 to 4294967296000 that",
        "'tier':'M','tokens':1000,'limitPrice':'3e0' | \"3e0\" but must be a decimal",
        "'tier':'M','tokens':1000,'limitPrice':'3.0000001' | at most 6 decimal places",
        "'tier':'M','tokens':1000,'limitPrice':3.0000001 | 3.0000001 but must be a decimal",
        "'tier':'M','tokens':1000,'limitPrice':1e400000000 | is 1e400000000 but must be a decimal",
        "'tier':'M','tokens':1000,'limitPrice':' 3' | \" 3\" but must be a decimal",
        "'tier':'M','tokens':1000,'limitPrice':'٣' | must be a decimal",
        "'tier':'M','tokens':1000,'limitPrice':[3] | [3] but must be a decimal",
        "'tier':'M','limitPrice':3 | \"tokens\" of the body is missing; it must be a whole number",
      })
  void aFieldThatMustBeThereIsNamedWithItsValue(String fields, String told) {
    assertRefused(told, () -> read("{" + fields + "}", Demand.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | it ends before it is whole (line 1, column 2)",
        "{'a'} | a colon is expected behind a field's name",
        "[ | it ends before it is whole",
        "{'tokens':NaN} | NaN is no number of it (/tokens, line 1, column 14)",
        "{'tokens':Infinity} | Infinity is no number of it (/tokens",
        "{'tokens':01} | a number is not written as one",
        "{'tokens':+1} | a number is not written as one",
        "{'tokens':.5} | a number is not written as one",
        "{'tokens':1.} | a number is not written as one",
        "{'tokens':0x10} | a comma or a closing bracket is expected",
        "{tokens:1} | a field's name in quotation marks is expected",
        "{'tokens':1,} | a field's name in quotation marks is expected",
        "/* a */ {} | comments are not part of it",
        "{} // b | comments are not part of it",
        "{} {} | more stands behind its end",
        "{} x | x is no value of it",
        "{'tokens':1] | a bracket closes that is not the one that is open",
        "{'a':'\t'} | a control character must be written with a backslash",
        "{'a':'\\x'} | a backslash has nothing behind it that it may have",
        "{'tokens':1e99999999999} | a number has an exponent that nothing can hold",
      })
  void whatIsNoJsonIsRefusedInPlainWords(String body, String told) {
    assertRefused("The body is no JSON: " + told, () -> read(body, Demand.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[1]", "3", "true", "'text'"})
  void aBodyIsAnObject(String body) {
    assertRefused("but must be a JSON object", () -> read(body, Demand.class));
  }

  @Test
  void aBodyIsUtf8WithoutAMark() {
    String named = "{\"publicKey\":\"é\"}";
    assertThat(RequestBody.read(named.getBytes(UTF_8), PublicKey.class).publicKey()).isEqualTo("é");
    for (byte[] body :
        new byte[][] {
          named.getBytes(ISO_8859_1),
          named.getBytes(UTF_16),
          ("\ufeff" + named).getBytes(UTF_8),
          {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
          {},
          {' '},
        }) {
      assertRefused("The body ", () -> RequestBody.read(body, PublicKey.class));
    }
  }

  @Test
  void aNameIsOneThatAPathCanCarry() {
    String offer = "{'site':'%s','hardware':'h','mw':1}";
    for (String name : new String[] {"", ".", "..", "a\\u0000b"}) {
      assertRefused("\"site\"", () -> read(offer.formatted(name), Offer.class));
    }
    for (String name : new String[] {"...", "a/b", "%", "\\n", " "}) {
      assertThatCode(() -> read(offer.formatted(name), Offer.class)).doesNotThrowAnyException();
    }
  }

  @Test
  void aLongNumberOrADeepBodyIsRefused() {
    assertRefused(
        "a number has more than 1000 digits (/tokens, line 1",
        () -> read("{'tokens':" + "9".repeat(5_000) + "}", Demand.class));
    assertRefused(
        "The body is more than is read here: it is nested deeper than",
        () -> read("[".repeat(20_000), Demand.class));
  }

  @Test
  void halfOfACharacterIsRefusedAndAWholeOneIsNot() {
    assertRefused("\"publicKey\"", () -> read("{'publicKey':'\\udca1\\ud83d'}", PublicKey.class));
    assertThat(read("{'publicKey':'\\ud83d\\udca1'}", PublicKey.class).publicKey()).isEqualTo("💡");
  }
}
