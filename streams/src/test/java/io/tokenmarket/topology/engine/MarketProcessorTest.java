package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.SampleKeys;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor over real stores that outlive it. */
class MarketProcessorTest {
  private static final int PARTITION = 3;
  private static final List<SpecificRecord> COMMANDS =
      List.of(
          Samples.definition(Samples.MARKET),
          Samples.offer("o", "factory"),
          Samples.demand("d", "app"));

  private final Map<String, Object> registry =
      Map.of("schema.registry.url", "mock://" + UUID.randomUUID(), "auto.register.schemas", true);
  private final RecordSerde<SpecificRecord> serde = new RecordSerde<>(registry);
  private final SetClock clock = new SetClock();
  @TempDir private File directory;
  private MockProcessorContext<byte[], Object> context;
  private MarketProcessor processor;
  private long position;

  @BeforeEach
  void open() {
    context = context();
    processor = started();
  }

  @Test
  void aRestartContinuesWhereTheMarketWasLeft() {
    List<Object> uninterrupted = eventsOf(gateAt(10_000));
    open();
    COMMANDS.forEach(
        command -> {
          handle(command);
          processor = started();
        });
    assertThat(eventsAfter(gateAt(10_000))).isEqualTo(uninterrupted).hasSizeGreaterThan(3);
  }

  @Test
  void aLogThatIsReadAgainFromFurtherBackHasNoEffect() {
    eventsOf(gateAt(10_000));
    List<Object> uninterrupted = eventsAfter(gateAt(20_000));
    open();
    eventsOf(gateAt(10_000));
    processor = started();
    position = 0;
    assertThat(eventsOf(gateAt(10_000))).isEmpty();
    assertThat(eventsAfter(gateAt(20_000))).isEqualTo(uninterrupted).isNotEmpty();
  }

  @Test
  void aKeySurvivesARestart() {
    handle(Samples.definition(Samples.MARKET));
    handle(Samples.key("app", SampleKeys.text("one")));
    processor = started();
    context.resetForwards();
    handle(Samples.demand("d", "app"));
    assertThat(context.forwarded(Nodes.ORDER_EVENTS))
        .extracting(event -> ((OrderRejected) event.record().value()).getReason())
        .containsExactly("SIGNATURE_MISSING");
  }

  @Test
  void aGateLostWithItsTransactionIsProposedAgain() {
    handle(Samples.definition(Samples.MARKET));
    look(10_000);
    processor.init(context);
    assertThat(look(10_000)).hasSize(1);
  }

  @Test
  void aGateOnItsWayIsNotProposedAgainAndHoldsBackTheNext() {
    handle(Samples.definition(Samples.MARKET));
    List<Proposal> first = look(10_000);
    assertThat(look(15_000)).isEmpty();
    assertThat(look(25_000)).isEmpty();
    handle(first.get(0).entry());
    assertThat(look(25_000))
        .extracting(proposal -> ((GateClosed) proposal.entry()).getInterval())
        .containsExactly(2L);
  }

  @Test
  void aGateGoesToTheOwnersPartitionAndIsCommittedAtOnce() {
    handle(Samples.definition(Samples.MARKET));
    Proposal proposal = look(10_000).get(0);
    assertThat(Proposal.partitions(Topics.MARKET_LOG, null, proposal, 8).orElseThrow())
        .containsExactly(PARTITION);
    assertThat(context.committed()).isTrue();
  }

  @Test
  void aMarketNobodyDefinedTakesNoMemory() {
    handle(Samples.offer("o", "factory"));
    assertThat(eventsAfter(gateAt(10_000))).isEmpty();
    assertThat(look(20_000)).isEmpty();
  }

  private List<Object> eventsOf(GateClosed gate) {
    COMMANDS.forEach(this::handle);
    return eventsAfter(gate);
  }

  private List<Object> eventsAfter(GateClosed gate) {
    context.resetForwards();
    handle(gate);
    return context.forwarded().stream().<Object>map(f -> f.record().value()).toList();
  }

  private static GateClosed gateAt(long epochMillis) {
    Instant at = Instant.ofEpochMilli(epochMillis);
    return new GateClosed(Samples.MARKET, epochMillis / Samples.INTERVAL_MILLIS, at);
  }

  private void handle(SpecificRecord command) {
    context.setRecordMetadata(Topics.MARKET_LOG, PARTITION, position++);
    byte[] value = serde.serializer().serialize(Topics.MARKET_LOG, command);
    processor.process(new Record<>(Samples.MARKET.getBytes(UTF_8), value, 0));
  }

  /** The gates proposed when the clock shows this. */
  private List<Proposal> look(long epochMillis) {
    context.resetForwards();
    clock.set(Instant.ofEpochMilli(epochMillis));
    int last = context.scheduledPunctuators().size() - 1;
    context.scheduledPunctuators().get(last).getPunctuator().punctuate(epochMillis);
    return context.forwarded(Nodes.TIMES).stream()
        .map(CapturedForward::record)
        .map(record -> (Proposal) record.value())
        .toList();
  }

  private MarketProcessor started() {
    MarketProcessor started =
        new MarketProcessor(
            new CommandReader(new RecordReader(registry), Duration.ZERO),
            clock,
            Duration.ofMillis(20),
            EngineObserver.NONE);
    started.init(context);
    return started;
  }

  private MockProcessorContext<byte[], Object> context() {
    position = 0;
    MockProcessorContext<byte[], Object> fresh =
        new MockProcessorContext<>(new Properties(), new TaskId(1, PARTITION), directory);
    List.of(
            Nodes.MARKET_HEADS,
            Nodes.OPEN_ORDERS,
            Nodes.COMMAND_MEMORY,
            Nodes.BUDGETS,
            Nodes.UNSETTLED_TRADES,
            Nodes.SIGNING_KEYS)
        .forEach(name -> fresh.addStateStore(opened(name, new RecordSerde<>(registry), fresh)));
    fresh.addStateStore(opened(Nodes.HANDLED_LOG, Serdes.Long(), fresh));
    return fresh;
  }

  private static StateStore opened(String name, Serde<?> values, MockProcessorContext<?, ?> owner) {
    StateStore store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .build();
    store.init(owner.getStateStoreContext(), store);
    return store;
  }
}
