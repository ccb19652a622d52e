package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.rest.resource.Delivery;
import io.tokenmarket.rest.resource.Demand;
import io.tokenmarket.rest.resource.Offer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBodyTest {
  private static <T> T read(String body, Class<T> type) {
    return RequestBody.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type);
  }

  private static void assertRefused(String told, Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(told)
        .hasMessageNotContaining("io.tokenmarket")
        .hasMessageEndingWith(".");
  }

  @Test
  void aDecimalIsExactAsTextAndAsNumber() {
    assertThat(read("{'limitPrice':'3.10'}", Demand.class).limitPrice())
        .isEqualTo(new BigDecimal("3.10"));
    assertThat(read("{'limitPrice':0.1}", Demand.class).limitPrice())
        .isEqualTo(new BigDecimal("0.1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON | {",
        "is null | null",
        "\"tokens\" of the body must be a whole number | {'tokens':'many'}",
        "\"tokens\" of the body must be a whole number | {'tokens':1000.5}",
        "\"limitPrice\" of the body must be a number | {'limitPrice':'1e400000000'}",
        "\"limitPrice\" of the body must be a number | {'limitPrice':1e400000000}",
        "\"limitPrice\" of the body must be a number | {'limitPrice':[3]}",
        "\"steps\" of the body must be a list | {'steps':3}",
        "\"steps.[].tokens\" of the body must be a whole number | {'steps':[{'tokens':{}}]}",
        "\"token\" that is not known | {'token':1000}",
        "Duplicate field 'tokens' | {'tokens':1000,'tokens':2000}",
        "nothing behind it | {'tokens':1000} {}",
        "must be one JSON object | [1]",
      })
  void aBodyThatDoesNotFitIsToldWhere(String told, String body) {
    assertRefused(told, () -> read(body, Demand.class));
  }

  @Test
  void aNumberThatIsLeftOutIsNotTakenForZero() {
    assertRefused("\"trade\"", () -> read("{'interval':3,'tokens':5}", Delivery.class));
    assertRefused(
        "\"rates.[].tokensPerSecondPerMw\"",
        () -> read("{'rates':[{'tier':'FREE','ask':'1'}]}", Offer.class));
  }

  @Test
  void aListHasNoHoles() {
    Demand holed =
        read("{'tier':'FREE','tokens':1000,'limitPrice':1,'steps':[null]}", Demand.class);

    assertRefused("missing", () -> Terms.demand("id", "north", "chat", holed));
  }
}
