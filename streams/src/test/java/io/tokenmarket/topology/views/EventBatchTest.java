package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.EventBatch;
import io.tokenmarket.schemas.OrderAccepted;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that share a record are found one by one. */
class EventBatchTest {
  @TempDir Path directory;
  private ViewsDriver views;

  @BeforeEach
  void start() {
    views = ViewsDriver.inMemory(directory);
  }

  @AfterEach
  void stop() {
    views.close();
  }

  @Test
  void theEventsOfABatchAreToldOneByOneInTheirOrder() {
    views.tell("chat", accepted("a"));
    views.tell("chat", batch(accepted("b"), accepted("c"), accepted("d")));
    views.tell("chat", accepted("e"));

    List<ParticipantEvent> told = views.events("chat", 0, 10);
    assertThat(told)
        .extracting(ParticipantEvent::event)
        .containsExactly(accepted("a"), accepted("b"), accepted("c"), accepted("d"), accepted("e"));
    assertThat(told).extracting(ParticipantEvent::sequence).isSorted().doesNotHaveDuplicates();
    long second = told.get(1).sequence();
    assertThat(views.events("chat", second + 1, 2)).isEqualTo(told.subList(2, 4));
    assertThat(views.lastEvents("chat", 1)).isEqualTo(told.subList(4, 5));
  }

  @Test
  void aBatchOfWhichOneEventIsAnothersIsSetAsideWhole() {
    OrderAccepted others = OrderAccepted.newBuilder(accepted("x")).setParticipant("rival").build();
    views.tell("chat", batch(accepted("b"), others));
    views.tell("chat", batch());
    views.tell("chat", accepted("e"));

    assertThat(views.events("chat", 0, 10))
        .extracting(ParticipantEvent::event)
        .containsExactly(accepted("e"));
    assertThat(views.events("rival", 0, 10)).isEmpty();
  }

  private static EventBatch batch(SpecificRecord... events) {
    return new EventBatch("north", "chat", List.of((Object[]) events));
  }

  private static OrderAccepted accepted(String id) {
    return new OrderAccepted("north", "chat", id, id, 5L, false);
  }
}
