package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SerialWorkerTest {
  @Test
  void tasksAreDoneInTheOrderTheyWereGiven() {
    StringBuilder done = new StringBuilder();
    try (SerialWorker<Integer> lane = new SerialWorker<>("test")) {
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
    try (SerialWorker<Void> lane = new SerialWorker<>("test")) {
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
