package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The history of a node that shares the views with others. */
class HistoryReadingTest {
  private static final TopicPartition FIRST = new TopicPartition(Topics.CLEARINGS, 0);
  private static final TopicPartition SECOND = new TopicPartition(Topics.CLEARINGS, 1);

  private final Watch watch = new Watch();
  private final HistoryReading reading = new HistoryReading(ExchangeName.NONE, watch, true);

  @AfterEach
  void stop() {
    watch.close();
  }

  private void read(TopicPartition where, long next) {
    reading.of(where).position(next, 0);
  }

  @Test
  void itIsNotWholeBeforeItIsKnownWhichPartitionsItHas() {
    assertThat(reading.isWhole()).isFalse();

    reading.given(List.of());

    assertThat(reading.isWhole()).isTrue();
  }

  @Test
  void aPartitionIsReadAsFarAsItStoodWhenItCame() {
    reading.given(List.of(FIRST));
    read(FIRST, 7);
    assertThat(reading.isWhole()).as("nobody has asked yet how far that is").isFalse();
    assertThat(reading.unasked(Set.of(FIRST, SECOND))).containsExactly(FIRST);

    reading.require(Map.of(FIRST, 9L));
    assertThat(reading.unasked(Set.of(FIRST))).isEmpty();
    assertThat(reading.isWhole()).isFalse();
    read(FIRST, 9);
    assertThat(reading.isWhole()).isTrue();
  }

  @Test
  void whatStandsElsewhereIsNotWaitedFor() {
    reading.begin(Map.of(FIRST, 9L, SECOND, 9L));
    reading.given(List.of(FIRST));
    reading.require(Map.of(FIRST, 0L));
    read(FIRST, 0);

    assertThat(reading.isWhole()).isTrue();
    assertThat(reading.progress()).hasSize(1);
  }

  @Test
  void aPartitionThatComesBackIsReadAnew() {
    reading.given(List.of(FIRST));
    reading.require(Map.of(FIRST, 9L));
    read(FIRST, 9);
    long before = reading.moves();
    reading.taken(List.of(FIRST));
    assertThat(reading.isWhole()).isTrue();
    assertThat(reading.moves()).as("an answer meanwhile may be of a part").isGreaterThan(before);

    reading.given(List.of(FIRST));

    assertThat(reading.isWhole()).isFalse();
    reading.require(Map.of(FIRST, 12L));
    read(FIRST, 9);
    assertThat(reading.isWhole()).as("another node may have answered the rest").isFalse();
  }
}
