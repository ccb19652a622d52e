package io.tokenmarket.producers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.producers.client.Answer.Accepted;
import io.tokenmarket.producers.client.Answer.Rejected;
import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.EventBatch;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Commands that are sent together: one record there, one answer each. */
class BatchSendingTest {
  private final Exchange exchange = Exchange.running();
  private final ConsumerAppProducer app =
      new ConsumerAppProducer(exchange.connection, "app", "here");

  @Test
  void severalCommandsGoAsOneRecordAndEachHasItsAnswer() {
    List<CompletableFuture<Answer>> answers =
        exchange.connection.submitAll(List.of(demand("a"), cancel("b"), demand("c")));

    assertThat(exchange.sent())
        .containsExactly(
            new CommandBatch(
                "here",
                "app",
                List.of(
                    new BatchedCommand(demand("a"), null),
                    new BatchedCommand(cancel("b"), null),
                    new BatchedCommand(demand("c"), null))));
    exchange.says(
        "app", new EventBatch("here", "app", List.of(accepted("a"), rejected("b"), accepted("c"))));
    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(answers.get(0).join()).isInstanceOf(Accepted.class);
    assertThat(answers.get(1).join()).isInstanceOf(Rejected.class);
    assertThat(answers.get(2).join().commandId()).isEqualTo("c");
  }

  @Test
  void whatIsNotAnsweredIsSentAgainByItself() {
    exchange.connection.submitAll(List.of(demand("a"), demand("b")));
    exchange.says("app", new EventBatch("here", "app", List.of(accepted("a"))));
    exchange.passes(Exchange.TIMEOUT.plus(Duration.ofMillis(1)));

    assertThat(exchange.sent()).hasSize(2).endsWith(demand("b"));
  }

  @Test
  void commandsOfOthersOrMoreThanABatchTakesAreFurtherRecords() {
    TokenDemand others = TokenDemand.newBuilder(demand("o")).setParticipant("other").build();
    exchange.connection.submitAll(List.of(demand("a"), others, demand("b")));
    assertThat(exchange.sent()).hasSize(3);

    app.demandAll(
        IntStream.range(0, 250).mapToObj(n -> new DemandTerms("HIGH", 1, 1_000, 1)).toList());
    assertThat(exchange.sent().subList(3, 6))
        .extracting(record -> ((CommandBatch) record).getCommands().size())
        .containsExactly(100, 100, 50);
  }

  @Test
  void whatAnOperatorSendsIsInNoBatch() {
    SpecificRecord halt = new MarketHalted("h", "here", "operator");
    assertThatThrownBy(() -> exchange.connection.submitAll(List.of(demand("a"), halt)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MarketHalted");
    assertThat(exchange.sent()).isEmpty();
  }

  private static TokenDemand demand(String id) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket("here")
        .setParticipant("app")
        .setTier("HIGH")
        .setLots(7)
        .setLimitPrice(1_000)
        .setIntervals(1)
        .build();
  }

  private static DemandCancelled cancel(String id) {
    return new DemandCancelled(id, "here", "app", "gone", -1L);
  }

  private static OrderAccepted accepted(String id) {
    return new OrderAccepted("here", "app", id, id, 5L, false);
  }

  private static OrderRejected rejected(String id) {
    return new OrderRejected("here", "app", id, "ORDER_NOT_FOUND", "", 5L, false, List.of());
  }
}
