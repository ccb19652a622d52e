package io.tokenmarket.producers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void aPriceOffTheTickGridIsRefused() {
    for (String price : List.of("0.0000001", "-1", "1073.741824")) {
      assertThatThrownBy(() -> DemandTerms.of("HIGH", 1, new BigDecimal(price)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("price " + new BigDecimal(price))
          .hasMessageContaining("tick grid");
    }
    assertThat(DemandTerms.of("HIGH", 1, new BigDecimal("0.000001")).limitPrice()).isEqualTo(1);
  }

  @Test
  void aPolicyWithoutPatienceIsRefused() {
    assertThatThrownBy(() -> new ResendPolicy(Duration.ZERO, 1)).hasMessageContaining("timeout");
  }
}
