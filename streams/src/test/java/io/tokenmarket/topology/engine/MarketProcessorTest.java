package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.market.SampleKeys;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.ClearingJoin;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.io.File;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  private long snapshotEvents = 50_000;
  private int pageEvents = 20_000;
  private int recordBytes = 1_000_000;
  private int largeBook = 20_000;
  @TempDir private File directory;
  private MockProcessorContext<byte[], Object> context;
  private MarketProcessor processor;
  private final NavigableMap<Long, ConsumerRecord<String, byte[]>> entries = new TreeMap<>();
  private long read;
  private long position;
  private long time;
  private Uuid logId = Uuid.randomUuid();

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

  @ParameterizedTest(name = "a snapshot after {0} events")
  @ValueSource(longs = {1, 2, 3, 5})
  void aRestartContinuesFromTheLastSnapshotAndTheLogBehindIt(long events) {
    List<Object> first = eventsOf(gateAt(10_000));
    List<Object> second = eventsOf(gateAt(20_000));
    snapshotEvents = events;
    open();
    assertThat(restartedAllTheTime(gateAt(10_000))).isEqualTo(first);
    assertThat(restartedAllTheTime(gateAt(20_000))).isEqualTo(second).isNotEmpty();
    assertThat(read).as("entries handled again").isLessThan(5 * (events + 1) * position);
  }

  /** The events of the gate, as if the node died before and after each entry. */
  private List<Object> restartedAllTheTime(GateClosed gate) {
    for (SpecificRecord command : COMMANDS) {
      handle(command);
      look(0);
      processor = started();
      look(0);
    }
    return eventsAfter(gate);
  }

  @Test
  void withoutItsSnapshotARestartHandlesTheWholeLogAgain() {
    eventsOf(gateAt(10_000));
    started();
    assertThat(read).isEqualTo(position);
  }

  /** A processor that dies after any number of pages, with an entry that waits for the rest. */
  @ParameterizedTest(name = "dies after {0} pages")
  @ValueSource(ints = {0, 1, 2, 3})
  void aLargeAuctionIsPublishedInPagesAndGoesOnAfterARestart(int pages) {
    List<Object> whole = eventsOf(gateAt(10_000));
    whole.addAll(eventsAfter(gateAt(20_000)));
    open();
    pageEvents = 1;
    processor = started();
    List<Object> first = new ArrayList<>(eventsOf(gateAt(10_000)));
    first.addAll(eventsAfter(gateAt(20_000)));
    assertThat(first).as("of the first auction, the second waits").hasSize(1);
    for (int page = 0; page < pages; page++) {
      first.addAll(published());
    }
    assertThat(first).hasSize(1 + pages);
    processor = started();
    List<Object> more;
    do {
      more = published();
      first.addAll(more);
    } while (!more.isEmpty());
    assertThat(first).isEqualTo(whole);
  }

  @Test
  void whatStandsBehindALargeAuctionWaitsUntilItIsHeld() {
    List<Object> whole = eventsOf(gateAt(10_000));
    whole.addAll(eventsAfter(gateAt(20_000)));
    open();
    largeBook = 1;
    processor = started();
    List<Object> events = new ArrayList<>(eventsOf(gateAt(10_000)));
    events.addAll(eventsAfter(gateAt(20_000)));
    assertThat(events).isEmpty();
    assertThat(context.committed()).isFalse();
    while (events.size() < whole.size()) {
      events.addAll(published());
    }
    assertThat(events).isEqualTo(whole);
    assertThat(context.committed()).isTrue();
  }

  /** The entry was taken, and nothing of it is published: it is handled by the next owner. */
  @Test
  void anOwnerThatDiesDuringALargeAuctionLosesNothing() {
    List<Object> whole = eventsOf(gateAt(10_000));
    open();
    largeBook = 1;
    processor = started();
    eventsOf(gateAt(10_000));
    largeBook = 20_000;
    processor = started();
    assertThat(published()).isEqualTo(whole);
  }

  /** However small a page is: no transaction ends between two parts. */
  @Test
  void aClearingThatIsLargerThanARecordIsPublishedInPartsAtOnce() {
    List<Object> whole = eventsOf(gateAt(10_000));
    recordBytes = 1_000;
    pageEvents = 1;
    open();
    COMMANDS.forEach(this::handle);
    for (int n = 0; n < 50; n++) {
      handle(Samples.offer("o" + n, "factory"));
    }
    List<Object> page = eventsAfter(gateAt(10_000));
    ClearingJoin join = new ClearingJoin();
    assertThat(page).hasSizeGreaterThan(2).hasOnlyElementsOfType(ClearingPart.class);
    assertThat(page.stream().map(part -> join.take((ClearingPart) part)).flatMap(Optional::stream))
        .singleElement()
        .isInstanceOfSatisfying(
            Clearing.class, clearing -> assertThat(clearing.getOffers()).hasSize(51));
    assertThat(published()).hasOnlyElementsOfType(Trade.class).hasSize(1);
    assertThat(whole).hasAtLeastOneElementOfType(Clearing.class);
  }

  private List<Object> published() {
    look(0);
    return events();
  }

  private List<Object> events() {
    List<Object> events = new ArrayList<>();
    context.forwarded().stream()
        .map(forward -> (Object) forward.record().value())
        .filter(event -> !(event instanceof ProposedGate))
        .forEach(events::add);
    return events;
  }

  @Test
  void aSnapshotThatIsHalfWrittenIsNotTakenForOne() {
    snapshotEvents = 1;
    processor = started();
    handle(Samples.definition(Samples.MARKET));
    look(0);
    KeyValueStore<String, byte[]> store = context.getStateStore(TopologyNames.SNAPSHOT);
    store.delete("last");
    read = 0;
    assertThat(eventsAfter(gateAt(10_000))).isNotEmpty();
    processor = started();
    assertThat(read).isEqualTo(2);
    assertThat(eventsAfter(gateAt(20_000))).isNotEmpty();
  }

  /** Else an idle node would commit a transaction after the other. */
  @Test
  void whereNothingHappensNothingIsKept() {
    handle(Samples.definition(Samples.MARKET));
    KeyValueStore<String, Handled> store = context.getStateStore(TopologyNames.HANDLED_LOG);
    store.delete(HandledLog.LAST);
    look(0);
    assertThat(store.get(HandledLog.LAST)).isNull();
    handle(Samples.demand("d", "app"));
    assertThat(store.get(HandledLog.LAST)).isNotNull();
  }

  @Test
  void snapshotsDoNotPileUp() {
    snapshotEvents = 1;
    processor = started();
    eventsOf(gateAt(10_000));
    look(0);
    KeyValueStore<String, byte[]> store = context.getStateStore(TopologyNames.SNAPSHOT);
    long entries = store.approximateNumEntries();
    for (int gate = 2; gate < 20; gate++) {
      eventsAfter(gateAt(gate * 10_000));
      look(0);
    }
    assertThat(store.approximateNumEntries()).isEqualTo(entries);
  }

  @Test
  void anEntryThatWasSetAsideIsPassedOverAgainThoughItCanBeReadNow() {
    handle(Samples.definition(Samples.MARKET));
    handle(new byte[] {1});
    assertThat(context.forwarded(TopologyNames.MARKET_DEAD_LETTERS)).hasSize(1);
    entries.put(1L, entry(1, serde.serializer().serialize("", Samples.offer("o", "factory"))));
    processor = started();
    handle(Samples.demand("d", "app"));
    assertThat(eventsAfter(gateAt(10_000)))
        .filteredOn(Clearing.class::isInstance)
        .singleElement()
        .satisfies(held -> assertThat(((Clearing) held).getOffers()).isEmpty());
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
  void aLogThatWasMadeAnewIsNotTakenForTheOneThatWasHandled() {
    handle(Samples.definition(Samples.MARKET));
    logId = Uuid.randomUuid();
    assertThatThrownBy(this::started)
        .isInstanceOf(OtherLogException.class)
        .hasMessageStartingWith("Topic market-log was made anew");
  }

  @Test
  void anEntryInThePlaceOfOneThatWasHandledIsNotPassedOver() {
    eventsOf(gateAt(10_000));
    position = 2;
    time = 1;
    assertThatThrownBy(() -> handle(Samples.demand("other", "app")))
        .isInstanceOf(OtherLogException.class)
        .hasMessageContaining("has another entry at position 2");
  }

  /** Which kept a position only, of eight bytes. */
  @Test
  void theStateOfAnEarlierReleaseIsOfWhicheverLogThereIs() {
    KeyValueStore<String, Handled> store = context.getStateStore(TopologyNames.HANDLED_LOG);
    store.put(HandledLog.LAST, Handled.of(ByteBuffer.allocate(8).putLong(2).array()));
    processor = started();
    time = 1;
    assertThat(eventsOf(gateAt(10_000))).isEmpty();
    assertThat(position).isEqualTo(4);
    assertThat(store.get(HandledLog.LAST)).isEqualTo(new Handled(3, 3, 1, logId, 3, Handled.ALL));
  }

  @Test
  void aKeySurvivesARestart() {
    handle(Samples.definition(Samples.MARKET));
    handle(Samples.key("app", SampleKeys.text("one")));
    processor = started();
    context.resetForwards();
    handle(Samples.demand("d", "app"));
    assertThat(context.forwarded(TopologyNames.sink(Topics.ORDER_EVENTS)))
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

  /** Else each aborted transaction would leave one more look at the clock for ever. */
  @Test
  void afterAnAbortedTransactionTheClockIsLookedAtOnce() {
    for (int aborted = 0; aborted < 5; aborted++) {
      processor.init(context);
    }
    assertThat(context.scheduledPunctuators())
        .filteredOn(looking -> !looking.cancelled())
        .hasSize(1);
  }

  @Test
  void aGateOnItsWayIsNotProposedAgainAndHoldsBackTheNext() {
    handle(Samples.definition(Samples.MARKET));
    List<ProposedGate> first = look(10_000);
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
    ProposedGate proposal = look(10_000).get(0);
    assertThat(ProposedGate.partitions(Topics.MARKET_LOG, null, proposal, 8).orElseThrow())
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
    return events();
  }

  private static GateClosed gateAt(long epochMillis) {
    Instant at = Instant.ofEpochMilli(epochMillis);
    return new GateClosed(Samples.MARKET, epochMillis / Samples.INTERVAL_MILLIS, at);
  }

  private void handle(SpecificRecord command) {
    handle(serde.serializer().serialize(Topics.MARKET_LOG, command));
  }

  private void handle(byte[] value) {
    entries.putIfAbsent(position, entry(position, value));
    context.setRecordMetadata(Topics.MARKET_LOG, PARTITION, position++);
    processor.process(new Record<>(Samples.MARKET.getBytes(UTF_8), value, time));
  }

  /** The gates proposed when the clock shows this. */
  private List<ProposedGate> look(long epochMillis) {
    context.resetForwards();
    clock.set(Instant.ofEpochMilli(epochMillis));
    int last = context.scheduledPunctuators().size() - 1;
    context.scheduledPunctuators().get(last).getPunctuator().punctuate(epochMillis);
    return context.forwarded(TopologyNames.TIMES).stream()
        .map(CapturedForward::record)
        .map(record -> (ProposedGate) record.value())
        .toList();
  }

  private void entries(
      TopicPartition partition,
      long first,
      long last,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    read += entries.subMap(first, true, last, true).size();
    entries.subMap(first, true, last, true).values().forEach(each);
  }

  private ConsumerRecord<String, byte[]> entry(long at, byte[] value) {
    return new ConsumerRecord<>(
        Topics.MARKET_LOG,
        PARTITION,
        at,
        time,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        Samples.MARKET,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private MarketProcessor started() {
    MarketProcessor started =
        new MarketProcessor(
            EngineConfig.of(
                Map.of(
                    EngineConfig.SNAPSHOT_EVENTS, snapshotEvents,
                    EngineConfig.PAGE_EVENTS, pageEvents,
                    EngineConfig.RECORD_BYTES, recordBytes,
                    EngineConfig.LARGE_BOOK, largeBook)),
            new CommandReader(new RecordReader(registry), Duration.ZERO),
            clock,
            EngineObserver.NONE,
            new LogIdentity(Topics.MARKET_LOG, Map.of(Topics.MARKET_LOG, logId), 1, this::entries),
            serde);
    started.init(context);
    return started;
  }

  private MockProcessorContext<byte[], Object> context() {
    position = 0;
    MockProcessorContext<byte[], Object> fresh =
        new MockProcessorContext<>(new Properties(), new TaskId(1, PARTITION), directory);
    entries.clear();
    fresh.addStateStore(opened(TopologyNames.HANDLED_LOG, Handled.serde(), fresh));
    fresh.addStateStore(opened(TopologyNames.SCHEMA_IDS, Serdes.String(), fresh));
    fresh.addStateStore(opened(TopologyNames.SNAPSHOT, Serdes.ByteArray(), fresh));
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
