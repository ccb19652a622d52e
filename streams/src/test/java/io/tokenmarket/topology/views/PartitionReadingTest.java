package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a partition of the history is read far enough to be asked. */
class PartitionReadingTest {
  private final PartitionReading reading = new PartitionReading();

  private long position() {
    return reading.progress("clearings", 0).position();
  }

  @Test
  void nobodyReadsIt() {
    assertThat(reading.isWhole()).isFalse();
  }

  @Test
  void nothingStoodThere() {
    reading.require(0);
    assertThat(reading.isWhole()).isFalse();
    reading.position(0, 0);
    assertThat(reading.isWhole()).isTrue();
  }

  @Test
  void whatIsFetchedIsNotReadBeforeItHasHadItsEffect() {
    reading.require(12);
    reading.fetched(3, 9);
    reading.position(10, 2);
    assertThat(position()).isEqualTo(3);
    reading.handled(3);
    assertThat(position()).isEqualTo(4);
    assertThat(reading.progress("clearings", 0).lag()).isEqualTo(8);
    reading.handled(9);
    assertThat(position()).isEqualTo(10);
    assertThat(reading.isWhole()).isFalse();
  }

  /** The last offset of a transaction is its marker, which no record follows. */
  @Test
  void markersBehindTheLastRecordAreReadWithIt() {
    reading.require(11);
    reading.fetched(0, 9);
    reading.position(11, 0);
    reading.handled(9);
    assertThat(reading.isWhole()).isTrue();
  }

  @Test
  void markersAloneAreRead() {
    reading.require(11);
    reading.position(10, 1);
    assertThat(reading.isWhole()).isFalse();
    reading.position(11, 0);
    assertThat(reading.isWhole()).isTrue();
  }

  @Test
  void whatCameLaterDelaysNothing() {
    reading.require(4);
    reading.fetched(0, 9);
    reading.position(10, 100);
    reading.handled(3);
    assertThat(reading.isWhole()).isTrue();
  }

  @Test
  void whoeverReadsOnFromACommitBeforeMustComeAsFarAgain() {
    reading.require(4);
    reading.fetched(0, 9);
    reading.position(10, 0);
    reading.handled(9);
    reading.left();
    assertThat(reading.isWhole()).isFalse();
    reading.position(6, 4);
    assertThat(reading.isWhole()).isFalse();
    reading.fetched(6, 9);
    reading.position(10, 0);
    reading.handled(8);
    assertThat(reading.isWhole()).isFalse();
    reading.handled(9);
    assertThat(reading.isWhole()).isTrue();
  }
}
