package io.tokenmarket.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeNameTest {
  private static final ExchangeName BERLIN = new ExchangeName("berlin");

  @Test
  void theOnlyExchangeOfAClusterHasTheNamesItAlwaysHad() {
    ExchangeName only = ExchangeName.of(Map.of());
    assertThat(only.topic(Topics.MARKET_LOG)).isEqualTo("market-log");
    assertThat(only.engine()).isEqualTo("token-market");
    assertThat(only.views("7f")).isEqualTo("token-market-views-2-7f");
  }

  @Test
  void everythingOfANamedExchangeBeginsWithItsName() {
    ExchangeName berlin = ExchangeName.of(Map.of(ExchangeName.SETTING, "berlin"));
    assertThat(List.of(berlin.topic(Topics.MARKET_LOG), berlin.engine(), berlin.views("7f")))
        .containsExactly(
            "berlin.market-log", "berlin.token-market", "berlin.token-market-views-2-7f");
  }

  @Test
  void aTopicIsKnownByWhatTheProtocolCallsIt() {
    assertThat(BERLIN.logical("berlin.market-log")).isEqualTo(Topics.MARKET_LOG);
    assertThat(ExchangeName.NONE.logical("market-log")).isEqualTo(Topics.MARKET_LOG);
  }

  @Test
  void noExchangeOwnsATopicOfAnother() {
    assertThat(BERLIN.owns("berlin.trades")).isTrue();
    assertThat(BERLIN.owns("berlin-east.trades")).isFalse();
    assertThat(BERLIN.owns("trades")).isFalse();
    assertThat(ExchangeName.NONE.owns("trades")).isTrue();
    assertThat(ExchangeName.NONE.owns("berlin.trades")).isFalse();
  }

  @Test
  void whatIsNoNameIsRefusedInASentence() {
    for (String name : List.of("Berlin", "a.b", "a_b", "-a", "a b", "x".repeat(41), "é")) {
      assertThatThrownBy(() -> new ExchangeName(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + name + "\" names no exchange");
    }
  }
}
