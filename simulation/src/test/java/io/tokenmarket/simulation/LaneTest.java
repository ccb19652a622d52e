package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LaneTest {
  @Test
  void tasksAreDoneInTheOrderTheyWereGiven() {
    StringBuilder done = new StringBuilder();
    try (Lane<Integer> lane = new Lane<>("test")) {
      for (int k = 0; lane.hasRoom(); k++) {
        int number = k % 10;
        lane.give(() -> done.append(number).length());
      }
      for (int length = 1; !lane.isEmpty(); length++) {
        assertThat(lane.take()).isEqualTo(length);
      }
    }
    assertThat(done).hasToString("0123456789012345");
  }

  @Test
  void whatATaskThrowsIsThrownToWhoTakesIt() {
    try (Lane<Void> lane = new Lane<>("test")) {
      lane.give(
          () -> {
            throw new IllegalStateException("does not balance");
          });
      assertThatThrownBy(lane::take)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("does not balance");
    }
  }
}
