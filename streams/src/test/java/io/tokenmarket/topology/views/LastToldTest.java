package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.OrderCancelled;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What says how far the history is read for a participant, and what that costs. */
class LastToldTest {
  @TempDir Path directory;
  private ViewsDriver views;

  @BeforeEach
  void open() {
    views = ViewsDriver.inMemory(directory);
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void whatWasToldLastIsFoundBehindBlocksOfOtherMarkets() {
    tell("north", 5);
    for (long position = 0; position < LastTold.OFFSETS + 10; position++) {
      tell("south", position);
    }

    assertThat(views.isTold(told("north", 5))).isTrue();
    assertThat(views.isTold(told("north", 4))).isTrue();
    assertThat(views.isTold(told("north", 6))).isFalse();
    assertThat(views.isTold(told("south", LastTold.OFFSETS + 9))).isTrue();
    assertThat(views.isTold(told("south", LastTold.OFFSETS + 10))).isFalse();
    assertThat(views.isTold(told("west", 1))).isFalse();
  }

  @Test
  void aSweepFindsWhatEachQuestionFinds() {
    for (long position = 0; position < 100; position++) {
      tell(position % 3 == 0 ? "north" : "south", position);
    }
    LastTold.Search sweep = new LastTold.Sweep();

    for (long position = 97; position < 102; position++) {
      for (String market : List.of("north", "south", "west")) {
        SpecificRecord event = told(market, position);
        assertThat(views.isTold(event, sweep)).isEqualTo(views.isTold(event));
      }
    }
    assertThat(views.isTold(told("north", 99), sweep)).isTrue();
    assertThat(views.isTold(told("south", 99), sweep)).isFalse();
  }

  @Test
  void ofAllThatIsToldInABlockOneIsNoted() {
    for (long position = 0; position < LastTold.OFFSETS + 10; position++) {
      tell("north", position);
    }

    assertThat(noted()).isEqualTo(2);
    assertThat(views.events("chat", 0, Integer.MAX_VALUE)).hasSize((int) LastTold.OFFSETS + 10);
  }

  @Test
  void anAnswerGivenAgainSaysNothing() {
    tell("north", 5);
    views.tell("chat", new OrderCancelled("north", "chat", "again", "order", 7L, true));

    assertThat(views.isTold(told("north", 7))).isFalse();
    assertThat(noted()).isEqualTo(1);
  }

  /** Of which the books know nothing: it would hide that the last one is there. */
  @Test
  void whatStandsBehindALaterOneIsSetAside() {
    tell("north", 5);
    views.forget();
    tell("north", 4);

    assertThat(views.events("chat", 0, 10)).hasSize(1);
    assertThat(views.isTold(told("north", 5))).isTrue();
  }

  /** So that the test above would see what is taken. */
  @Test
  void whatFollowsIsTaken() {
    tell("north", 5);
    views.forget();
    tell("north", 5);
    tell("south", 4);

    assertThat(views.events("chat", 0, 10)).hasSize(3);
  }

  private void tell(String market, long position) {
    views.tell("chat", told(market, position));
  }

  private long noted() {
    return views.entries(ViewsTopology.PARTICIPANTS, ViewKeys.LAST_TOLD);
  }

  private static SpecificRecord told(String market, long position) {
    return new OrderCancelled(market, "chat", "cancel-" + position, "order", position, false);
  }
}
