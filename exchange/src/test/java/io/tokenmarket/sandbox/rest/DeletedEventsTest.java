package io.tokenmarket.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.views.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that is new where what participants were told last is older than what is kept. */
@Timeout(180)
class DeletedEventsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;
  private TradingExchange exchange;

  @BeforeEach
  void trade() throws Exception {
    exchange = TradingExchange.start(directory);
    exchange.trade(3);
    exchange.halt();
  }

  @AfterEach
  void stop() throws Exception {
    exchange.close();
  }

  @Test
  void aNewNodeWaitsForNothingThatIsDeleted() throws Exception {
    deleteEvents();
    try (Views views = exchange.views("new", Map.of())) {
      views.awaitRunning(PATIENCE);
      assertThat(views.replicas().lastEvent("north", "chat")).isPresent();
      assertThat(views.events("chat", 0, 10)).isEmpty();
      assertThat(hasRead(views)).isTrue();
    }
  }

  /** The control: it waits for what comes, and has it. */
  @Test
  void whatComesLaterIsWaitedFor() throws Exception {
    deleteEvents();
    try (Views views = exchange.views("new", Map.of())) {
      views.awaitRunning(PATIENCE);
      exchange.resume();
      exchange.trade(3);
      exchange.halt();
      assertThat(views.watch().until(() -> hasRead(views), PATIENCE).get()).isTrue();
      assertThat(views.events("chat", 0, 10)).isNotEmpty();
    }
  }

  private boolean hasRead(Views views) {
    long position = exchange.views().latestClearing("north").orElseThrow().getLogPosition();
    return views.hasRead("north", position, "chat");
  }

  private void deleteEvents() throws Exception {
    try (Admin admin = Admin.create(exchange.settings())) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (int p = 0; p < TradingExchange.PARTITIONS; p++) {
        latest.put(new TopicPartition(Topics.ORDER_EVENTS, p), OffsetSpec.latest());
      }
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((where, end) -> all.put(where, RecordsToDelete.beforeOffset(end.offset())));
      admin.deleteRecords(all).all().get();
    }
  }
}
