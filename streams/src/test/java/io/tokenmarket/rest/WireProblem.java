package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.rest.Wire.Answer;

/** What every problem has, whichever request it answers. */
final class WireProblem {
  private WireProblem() {}

  static void assertProblem(Answer answer, int status, String type, String told) throws Exception {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.get("type").textValue()).isEqualTo("urn:token-market:problem:" + type);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").textValue()).contains(told).endsWith(".");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertOurHeaders(answer);
  }

  static void assertOurHeaders(Answer answer) {
    assertThat(answer.header("Date")).isPresent();
    assertThat(answer.header("Content-Security-Policy")).isPresent();
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Server")).isEmpty();
  }
}
