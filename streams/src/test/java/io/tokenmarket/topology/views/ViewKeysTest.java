package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ViewKeysTest {

  @Test
  void theOrderOfTheKeysIsTheOrderOfTheIntervals() {
    assertThat(ViewKeys.clearing("m", 9)).isLessThan(ViewKeys.clearing("m", 10));
    assertThat(ViewKeys.clearing("m", 10)).isLessThan(ViewKeys.clearing("m", Long.MAX_VALUE));
    assertThat(ViewKeys.trade("m", 9, 10)).isGreaterThan(ViewKeys.trade("m", 9, 9));
    assertThat(ViewKeys.trade("m", 9, Integer.MAX_VALUE)).isLessThan(ViewKeys.trade("m", 10, 0));
  }

  @Test
  void aSlashInANameDoesNotEndIt() {
    assertThat(ViewKeys.performance(Grouping.TIER, "a/b", "c", 1))
        .isNotEqualTo(ViewKeys.performance(Grouping.TIER, "a", "b/c", 1));
  }

  @Test
  void anEscapeInANameIsNotTakenForOne() {
    assertThat(ViewKeys.clearing("a%2Fb", 1)).isNotEqualTo(ViewKeys.clearing("a/b", 1));
  }

  @Test
  void aNegativeNumberIsRefused() {
    assertThatThrownBy(() -> ViewKeys.clearing("m", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
