package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.market.SampleKeys;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {
  private static final String LONG_NAME = "x".repeat(201);
  private static final byte[] TEXT = "hello".getBytes(UTF_8);
  private static final byte[] NEVER_REGISTERED = {0, 0, 1, 0, 0, 42};
  private static final byte[] NO_BODY = {0, 0, 0, 0, 1};

  private final EngineDriver engine = new EngineDriver();

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @MethodSource
  void aCommandIsAppendedUnderItsMarketAsItWasSent(SpecificRecord command) {
    byte[] sent = engine.send(command);
    assertThat(engine.log())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.key()).isEqualTo(Samples.MARKET);
              assertThat(entry.value()).isEqualTo(sent);
            });
  }

  static Stream<SpecificRecord> aCommandIsAppendedUnderItsMarketAsItWasSent() {
    return Stream.of(
        Samples.definition(Samples.MARKET),
        Samples.offer("o", "factory"),
        Samples.offerCancelled("c", "factory", "o"),
        Samples.demand("d", "app"),
        Samples.demandCancelled("c", "app", "d"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoCommandGoesToTheDeadLettersWithItsBytes(String topic, byte[] value, String cause) {
    engine.bytes(Samples.offer("o", "factory"));
    engine.send(topic, "factory", value);
    assertThat(engine.log()).isEmpty();
    assertThat(engine.deadLetters())
        .singleElement()
        .satisfies(
            record -> {
              DeadLetter letter = record.value();
              assertThat(record.key()).isEqualTo("factory");
              assertThat(letter.getTopic()).isEqualTo(topic);
              assertThat(letter.getPartition()).isZero();
              assertThat(letter.getOffset()).isZero();
              assertThat(letter.getRecordKey())
                  .isEqualTo(ByteBuffer.wrap("factory".getBytes(UTF_8)));
              assertThat(letter.getRecordValue())
                  .isEqualTo(value == null ? null : ByteBuffer.wrap(value));
              assertThat(letter.getCause()).isEqualTo(cause);
              assertThat(letter.getDetail()).isNotBlank();
            });
  }

  static Stream<Object[]> whatIsNoCommandGoesToTheDeadLettersWithItsBytes() {
    return Stream.of(
        new Object[] {Topics.SUPPLY_OFFERS, null, "EMPTY"},
        new Object[] {Topics.TOKEN_DEMAND, TEXT, "UNDECODABLE"},
        new Object[] {Topics.SUPPLY_OFFERS, NO_BODY, "UNDECODABLE"},
        new Object[] {Topics.MARKET_DEFINITIONS, NEVER_REGISTERED, "UNKNOWN_SCHEMA"});
  }

  @Test
  void aRecordLongerThanAnyCommandIsADeadLetter() {
    String tier = "x".repeat(CommandReader.LONGEST);
    engine.send(TokenDemand.newBuilder(Samples.demand("d", "app")).setTier(tier).build());
    engine.send(Topics.TOKEN_DEMAND, "app", new byte[CommandReader.LOOKED_AT + 1]);
    assertThat(engine.deadLetters())
        .extracting(letter -> letter.value().getCause())
        .containsExactly("UNDECODABLE", "UNDECODABLE");
    assertThat(engine.log()).isEmpty();
  }

  @Test
  void aRecordOfAnotherTopicIsADeadLetter() {
    engine.send(Topics.TOKEN_DEMAND, "factory", engine.bytes(Samples.offer("o", "factory")));
    assertThat(engine.deadLetters())
        .extracting(letter -> letter.value().getCause())
        .containsExactly("UNEXPECTED_TYPE");
  }

  @Test
  void aKeyAndValueTooLongForALetterAreCut() {
    byte[] value = new byte[DeadLetters.LONGEST + 1];
    engine.send(Topics.TOKEN_DEMAND, "k".repeat(DeadLetters.LONGEST + 1), value);
    assertThat(engine.deadLetters())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).hasSize(DeadLetters.LONGEST);
              assertThat(record.value().getRecordKey().remaining()).isEqualTo(DeadLetters.LONGEST);
              assertThat(record.value().getRecordValue().remaining())
                  .isEqualTo(DeadLetters.LONGEST);
            });
  }

  @ParameterizedTest
  @MethodSource
  void aCommandThatCannotBeFromItsSenderIsRefused(
      String key, SpecificRecord command, String reason, String addressee) {
    engine.send(key, command);
    assertThat(engine.log()).isEmpty();
    assertThat(engine.orderEvents())
        .singleElement()
        .satisfies(
            record -> {
              OrderRejected answer = (OrderRejected) record.value();
              assertThat(answer.getReason()).isEqualTo(reason);
              assertThat(answer.getLogPosition()).isEqualTo(-1);
              assertThat(answer.getDetail()).isNotBlank();
              assertThat(answer.getParticipant()).isEqualTo(addressee);
              assertThat(record.key()).isEqualTo(addressee);
            });
  }

  static Stream<Object[]> aCommandThatCannotBeFromItsSenderIsRefused() {
    return Stream.of(
        new Object[] {"app", Samples.demand("", "app"), "COMMAND_ID_INVALID", "app"},
        new Object[] {"app", Samples.demand(LONG_NAME, "app"), "COMMAND_ID_INVALID", "app"},
        new Object[] {"", Samples.definition(""), "MARKET_INVALID", "operator"},
        new Object[] {"a/b", Samples.definition("a/b"), "MARKET_INVALID", "operator"},
        new Object[] {LONG_NAME, Samples.definition(LONG_NAME), "MARKET_INVALID", "operator"},
        new Object[] {"", Samples.demand("d", ""), "PARTICIPANT_INVALID", ""},
        new Object[] {"a/b", Samples.offer("o", "a/b"), "PARTICIPANT_INVALID", "a/b"},
        new Object[] {LONG_NAME, Samples.offer("o", LONG_NAME), "PARTICIPANT_INVALID", LONG_NAME},
        new Object[] {"us", Samples.definition("eu"), "IDENTITY_MISMATCH", "operator"},
        new Object[] {"operator", Samples.halt("eu"), "IDENTITY_MISMATCH", "operator"},
        new Object[] {"us", Samples.budget("eu", "app"), "IDENTITY_MISMATCH", "operator"},
        new Object[] {"app", Samples.key("app", null), "IDENTITY_MISMATCH", "operator"},
        new Object[] {null, Samples.demand("d", "app"), "IDENTITY_MISMATCH", "app"},
        new Object[] {"mallory", Samples.demand("d", "app"), "IDENTITY_MISMATCH", "mallory"});
  }

  @Test
  void whoSendsTooMuchIsRefusedAndNobodyElse() {
    Map<String, Object> slow =
        Map.of(EngineConfig.INTAKE_RATE, "10", EngineConfig.INTAKE_BURST, "20");
    try (EngineDriver limited = new EngineDriver(slow)) {
      for (int i = 0; i < 50; i++) {
        limited.send(Samples.demand("d" + i, "hasty"));
      }
      limited.send(Samples.demand("d", "patient"));
      assertThat(limited.commands()).hasSize(21).last().isEqualTo(Samples.demand("d", "patient"));
      assertThat(limited.orderEvents().stream().map(TestRecord::value))
          .filteredOn(OrderRejected.class::isInstance)
          .extracting(event -> (OrderRejected) event)
          .filteredOn(refusal -> refusal.getReason().equals("TOO_MANY_COMMANDS"))
          .hasSize(30)
          .allMatch(refusal -> refusal.getParticipant().equals("hasty"))
          .allMatch(refusal -> refusal.getLogPosition() == -1);
    }
  }

  /** Cut to what fits, each of these keys would be the name of somebody who sent nothing. */
  @ParameterizedTest
  @MethodSource
  void whatCouldBeAnsweredToNobodyIsADeadLetter(byte[] key) {
    engine.send(Topics.TOKEN_DEMAND, key, engine.bytes(Samples.demand("d", "app")));
    assertThat(engine.orderEvents()).isEmpty();
    assertThat(engine.log()).isEmpty();
    assertThat(engine.deadLetters())
        .singleElement()
        .extracting(record -> record.value().getCause())
        .isEqualTo("NO_ADDRESSEE");
  }

  static Stream<byte[]> whatCouldBeAnsweredToNobodyIsADeadLetter() {
    return Stream.of(
        LONG_NAME.getBytes(UTF_8),
        new byte[] {'b', (byte) 0xff},
        new byte[0],
        "a/b".getBytes(UTF_8));
  }

  @Test
  void aRefusalNamesMarketAndCommandWhole() {
    engine.send("app", Samples.demand(LONG_NAME, "app"));
    assertThat(engine.orderEvents())
        .singleElement()
        .satisfies(
            record ->
                assertThat(((OrderRejected) record.value()).getCommandId()).isEqualTo(LONG_NAME));
  }

  @Test
  void theSignatureIsKeptInTheLogAndNoOtherHeader() {
    String signature = SampleKeys.sign(Samples.demand("d", "app"), 1, "one");
    engine.send(Samples.demand("d", "app"), signature);
    assertThat(engine.log())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.headers().toArray()).hasSize(1);
              assertThat(SignatureHeader.read(entry.headers())).isEqualTo(signature);
            });
  }

  @Test
  void aHeaderThatIsNoSignatureIsRefusedAndStaysOutOfTheLog() {
    engine.send(Samples.demand("d", "app"), "hello");
    assertThat(engine.log()).isEmpty();
    assertThat(engine.orderEvents())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(((OrderRejected) record.value()).getReason())
                  .isEqualTo("SIGNATURE_INVALID");
              assertThat(((OrderRejected) record.value()).getLogPosition()).isEqualTo(-1);
            });
  }

  @Test
  void whoHasAKeyMustSign() {
    engine.send(Samples.definition(Samples.MARKET));
    engine.send(Samples.key("app", SampleKeys.text("one")));
    engine.send(Samples.demand("d", "app"));
    engine.send(Samples.demand("d", "app"), SampleKeys.sign(Samples.demand("d", "app"), 99, "two"));
    engine.send(Samples.demand("d", "app"), SampleKeys.sign(Samples.demand("d", "app"), 99, "one"));
    assertThat(engine.orderEvents().stream().skip(2).map(TestRecord::value))
        .extracting(event -> ((GenericRecord) event).getSchema().getName())
        .containsExactly("OrderRejected", "OrderRejected", "OrderAccepted");
  }

  @Test
  void garbageBetweenGoodRecordsStopsNothing() {
    engine.send(Samples.definition(Samples.MARKET));
    engine.send(Samples.offer("o", "factory"));
    engine.send(Topics.SUPPLY_OFFERS, "factory", TEXT);
    engine.send(Topics.MARKET_LOG, Samples.MARKET, TEXT);
    engine.send(Topics.MARKET_LOG, Samples.MARKET, null);
    engine.send(Samples.demand("d", "app"));
    List<String> accepted =
        engine.orderEvents().stream()
            .map(TestRecord::value)
            .filter(OrderAccepted.class::isInstance)
            .map(answer -> ((OrderAccepted) answer).getOrderId())
            .toList();
    assertThat(accepted).containsExactly("o", "d");
    assertThat(engine.deadLetters())
        .extracting(letter -> letter.value().getTopic())
        .containsExactly(Topics.SUPPLY_OFFERS, Topics.MARKET_LOG, Topics.MARKET_LOG);
  }

  @Test
  void aSilentRegistryCondemnsNothing() {
    Map<String, ?> nobodyListens =
        Map.of(
            "schema.registry.url",
            "http://127.0.0.1:1",
            "max.retries",
            0,
            EngineConfig.REGISTRY_PATIENCE,
            0);
    try (EngineDriver stalled = new EngineDriver(nobodyListens)) {
      assertThatThrownBy(() -> stalled.send(Samples.demand("d", "app")))
          .hasCauseInstanceOf(RegistryUnavailableException.class);
      assertThat(stalled.deadLetters()).isEmpty();
      assertThat(stalled.log()).isEmpty();
    }
  }
}
