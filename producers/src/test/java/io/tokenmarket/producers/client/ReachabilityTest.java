package io.tokenmarket.producers.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  private final Outbox outbox =
      new Outbox((command, onFailure) -> {}, ResendPolicy.standard(), () -> 0);
  private long now;
  private double bytes;
  private final Reachability reachability = new Reachability(outbox, () -> now);

  @Test
  void brokersThatAreGoneAreMissedAfterASecond() {
    listens(Duration.ofMillis(900), 0);
    assertThat(reachability.trouble()).isEmpty();
    listens(Duration.ofMillis(300), 0);
    assertThat(reachability.trouble()).hasValue("no broker answers");
  }

  @Test
  void aBrokerThatHangsIsMissedAfterFiveSeconds() {
    listens(Duration.ofMillis(4_900), 1);
    assertThat(reachability.trouble()).isEmpty();
    listens(Duration.ofMillis(300), 1);
    assertThat(reachability.trouble()).hasValue("no broker answers");
  }

  @Test
  void theFirstThatIsHeardAgainEndsTheTrouble() {
    listens(Duration.ofSeconds(10), 0);
    bytes++;
    listens(Duration.ofMillis(100), 1);
    assertThat(reachability.trouble()).isEmpty();
  }

  /** Each try to read again brings bytes of its own, which are not yet what was refused. */
  @Test
  void whatWasRefusedIsNotTakenForGrantedBeforeItIsRead() {
    listens(Duration.ofMillis(100), 1);
    for (int attempt = 0; attempt < 20; attempt++) {
      reachability.refused(new KafkaException("no right"));
      now += Duration.ofMillis(600).toNanos();
      bytes = attempt % 2;
      reachability.read(OptionalDouble.of(bytes), OptionalDouble.of(1));
      assertThat(reachability.trouble()).hasValue("the brokers refuse: no right");
    }
    bytes = 2;
    listens(Duration.ofMillis(100), 1);
    assertThat(reachability.trouble()).isEmpty();
  }

  /** It does not poll while it brings answers to those who wait for them. */
  @Test
  void aReaderThatIsBusyDoesNotTakeTheBrokersForDead() {
    for (int i = 0; i < 10; i++) {
      now += Duration.ofSeconds(7).toNanos();
      reachability.read(OptionalDouble.of(bytes), OptionalDouble.of(1));
    }
    assertThat(reachability.trouble()).isEmpty();
  }

  @Test
  void whoDoesNotMeasureMissesNobody() {
    for (int i = 0; i < 100; i++) {
      now += Duration.ofMillis(100).toNanos();
      reachability.read(OptionalDouble.empty(), OptionalDouble.empty());
    }
    assertThat(reachability.trouble()).isEmpty();
  }

  private void listens(Duration time, double connections) {
    for (long passed = 0; passed < time.toMillis(); passed += 100) {
      now += Duration.ofMillis(100).toNanos();
      reachability.read(OptionalDouble.of(bytes), OptionalDouble.of(connections));
    }
  }
}
