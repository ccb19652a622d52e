package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.SampleKeys;
import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.EventBatch;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that share a record have answers of their own, which share one too. */
class BatchTest {
  private static final int FIFTY = 50;

  private EngineDriver engine = new EngineDriver();

  @BeforeEach
  void open() {
    engine.send(Samples.definition(Samples.MARKET));
    engine.orderEvents();
    engine.log();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aBatchIsOneEntryOfTheLogAsItWasSentAndIsAnsweredInOneRecord() {
    byte[] sent = engine.send("app", batch("app", demands(FIFTY)));

    assertThat(engine.log()).extracting(TestRecord::value).containsExactly(sent);
    List<TestRecord<String, SpecificRecord>> told = engine.orderEvents();
    assertThat(told).extracting(TestRecord::key).containsExactly("app");
    assertThat(Batches.events(told.get(0).value()))
        .hasSize(FIFTY)
        .allMatch(OrderAccepted.class::isInstance)
        .extracting(answer -> ((GenericRecord) answer).get("commandId"))
        .isEqualTo(demands(FIFTY).stream().map(TokenDemand::getCommandId).toList());
  }

  /** So that the test above would see a batch made of what came singly. */
  @Test
  void whatIsSentByItselfIsAnsweredByItself() {
    demands(3).forEach(engine::send);
    assertThat(engine.orderEvents())
        .hasSize(3)
        .allMatch(told -> told.value() instanceof OrderAccepted);
  }

  @Test
  void aBadOneOfFiftyIsRefusedAlone() {
    List<TokenDemand> demands =
        IntStream.range(0, FIFTY)
            .mapToObj(
                n ->
                    TokenDemand.newBuilder(Samples.demand("d" + n, "app"))
                        .setLots(n == 20 ? -1 : 5)
                        .build())
            .toList();
    engine.send("app", batch("app", demands));

    List<SpecificRecord> answers = answers();
    assertThat(answers).hasSize(FIFTY);
    assertThat(refusals(answers)).containsExactly("d20 QUANTITY_OUT_OF_RANGE");
  }

  @Test
  void aBatchThatIsSentAgainIsAnsweredAsBefore() {
    engine.send("app", batch("app", demands(3)));
    List<SpecificRecord> first = answers();
    engine.send("app", batch("app", demands(3)));

    assertThat(answers()).isEqualTo(first.stream().map(BatchTest::again).toList());
  }

  private static OrderAccepted again(SpecificRecord answer) {
    return OrderAccepted.newBuilder((OrderAccepted) answer).setRepeated(true).build();
  }

  /** What intake refuses is left out; the rest is in the log without it. */
  @ParameterizedTest
  @MethodSource
  void whatCannotBePutIntoTheLogIsLeftOutOfTheBatch(TokenDemand bad, String refusal) {
    engine.send("app", batch("app", List.of(demand(0), bad, demand(2))));

    assertThat(engine.commands()).containsExactly(batch("app", List.of(demand(0), demand(2))));
    List<SpecificRecord> told = answers();
    assertThat(refusals(told)).containsExactly(refusal);
    assertThat(told).filteredOn(OrderAccepted.class::isInstance).hasSize(2);
  }

  static Stream<Object[]> whatCannotBePutIntoTheLogIsLeftOutOfTheBatch() {
    TokenDemand elsewhere = TokenDemand.newBuilder(demand(1)).setMarket("us").build();
    return Stream.of(
        new Object[] {Samples.demand("d1", "other"), "d1 IDENTITY_MISMATCH"},
        new Object[] {elsewhere, "d1 OTHER_MARKET"},
        new Object[] {Samples.demand("", "app"), " COMMAND_ID_INVALID"});
  }

  @Test
  void whoSendsABatchUnderAnothersNameReachesNobodyElse() {
    engine.send("thief", batch("app", demands(2)));

    assertThat(engine.commands()).isEmpty();
    List<TestRecord<String, SpecificRecord>> told = engine.orderEvents();
    assertThat(told).extracting(TestRecord::key).containsOnly("thief");
    assertThat(refusals(Batches.events(told.get(0).value())))
        .containsExactly("d0 IDENTITY_MISMATCH", "d1 IDENTITY_MISMATCH");
  }

  @Test
  void aBatchOfTooManyCommandsIsRefusedWhole() {
    engine.send("app", batch("app", demands(Batches.MOST_COMMANDS + 1)));
    requireRefused(Batches.MOST_COMMANDS + 1, "BATCH_TOO_LARGE");
    engine.send("app", batch("app", demands(Batches.MOST_COMMANDS)));
    assertThat(engine.log()).hasSize(1);
  }

  @Test
  void aBatchOfTooManyBytesIsRefusedWhole() {
    TokenDemand large = TokenDemand.newBuilder(demand(0)).setTier("x".repeat(1_000)).build();
    engine.send("app", batch("app", IntStream.range(0, 300).mapToObj(n -> large).toList()));
    requireRefused(300, "BATCH_TOO_LARGE");
  }

  private void requireRefused(int commands, String reason) {
    assertThat(engine.log()).isEmpty();
    List<SpecificRecord> told = answers();
    assertThat(told).hasSize(commands);
    assertThat(told).allMatch(answer -> ((OrderRejected) answer).getReason().equals(reason));
  }

  @Test
  void whatIsNoBatchOfCommandsForTheTopicIsADeadLetter() {
    engine.send("app", batch("app", List.of()));
    engine.send("factory", batch("factory", List.of(Samples.offer("o", "factory"))));
    byte[] cut = engine.bytes(batch("app", demands(3)));
    engine.send(Topics.TOKEN_DEMAND, "app", java.util.Arrays.copyOf(cut, cut.length - 1));

    assertThat(engine.deadLetters())
        .extracting(letter -> letter.value().getCause())
        .containsExactly("UNDECODABLE", "UNEXPECTED_TYPE", "UNDECODABLE");
    assertThat(engine.log()).isEmpty();
  }

  @Test
  void eachCommandOfABatchTakesATurnOfItsSenders() {
    engine.close();
    engine = new EngineDriver(Map.of("engine.intake.rate", 1, "engine.intake.burst", 3));
    engine.send("app", batch("app", demands(5)));

    assertThat(refusals(answers()))
        .containsExactly(
            "d3 TOO_MANY_COMMANDS",
            "d4 TOO_MANY_COMMANDS",
            "d0 UNKNOWN_MARKET",
            "d1 UNKNOWN_MARKET",
            "d2 UNKNOWN_MARKET");
  }

  @Test
  void eachCommandOfABatchHasItsOwnSignature() {
    engine.send(Samples.key("app", SampleKeys.text("one")));
    engine.orderEvents();
    String signature = SampleKeys.sign(demand(0), 4_000_000_000_000L, "one");
    engine.send(
        "app",
        new CommandBatch(
            Samples.MARKET,
            "app",
            List.of(
                new BatchedCommand(demand(0), signature),
                new BatchedCommand(demand(1), null),
                new BatchedCommand(demand(2), signature),
                new BatchedCommand(demand(3), "no signature"))));

    assertThat(refusals(answers()))
        .containsExactly("d3 SIGNATURE_INVALID", "d1 SIGNATURE_MISSING", "d2 SIGNATURE_INVALID");
  }

  @Test
  void whatBecomesOfOrdersAtAGateIsToldAsTheyCame() {
    engine.send("app", batch("app", demands(3)));
    engine.send(Samples.demand("single", "app"));
    engine.send("rival", batch("rival", List.of(Samples.demand("r", "rival"))));
    engine.orderEvents();
    engine.look(Samples.INTERVAL_MILLIS);

    List<SpecificRecord> told = engine.orderEvents().stream().map(TestRecord::value).toList();
    assertThat(told)
        .extracting(record -> record.getClass().getSimpleName())
        .containsExactly("EventBatch", "OrderExpired", "EventBatch");
    assertThat(told.stream().flatMap(record -> Batches.events(record).stream()))
        .allMatch(OrderExpired.class::isInstance)
        .extracting(event -> ((OrderExpired) event).getOrderId())
        .containsExactly("d0", "d1", "d2", "single", "r");
  }

  @Test
  void aLargeBatchIsAnsweredInRecordsOfBoundedSize() {
    engine.send("app", batch("app", demands(250)));
    assertThat(engine.orderEvents())
        .extracting(told -> ((EventBatch) told.value()).getEvents().size())
        .containsExactly(100, 100, 50);
  }

  private List<SpecificRecord> answers() {
    return engine.orderEvents().stream()
        .flatMap(told -> Batches.events(told.value()).stream())
        .toList();
  }

  private static List<String> refusals(List<SpecificRecord> answers) {
    return answers.stream()
        .filter(OrderRejected.class::isInstance)
        .map(OrderRejected.class::cast)
        .map(refusal -> refusal.getCommandId() + " " + refusal.getReason())
        .toList();
  }

  private static TokenDemand demand(int number) {
    return Samples.demand("d" + number, "app");
  }

  private static List<TokenDemand> demands(int count) {
    return IntStream.range(0, count).mapToObj(BatchTest::demand).toList();
  }

  private static CommandBatch batch(String sender, List<? extends SpecificRecord> commands) {
    return new CommandBatch(
        Samples.MARKET,
        sender,
        commands.stream().map(command -> new BatchedCommand(command, null)).toList());
  }
}
