package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.topology.views.Grouping;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One change to what was published, and the verification names it. */
class NegativeControlsTest {
  private static final long SEED = 20;

  static final List<Class<? extends SpecificRecord>> KINDS =
      List.of(
          Clearing.class,
          Trade.class,
          MarketDefined.class,
          OrderAccepted.class,
          OrderRejected.class,
          OrderCancelled.class,
          OrderAwarded.class,
          OrderExpired.class);

  private MemoryLog log;

  @BeforeEach
  void anIdenticalRecord() {
    log = GeneratedLog.of(SEED, 1, 1, 600);
  }

  @Test
  void theRecordItselfIsIdentical() {
    assertThat(Verification.run(log, Progress.NONE).difference()).isEmpty();
  }

  static Stream<Arguments> fieldsOfPublishedEvents() {
    return KINDS.stream()
        .flatMap(
            kind ->
                Flipped.schema(kind).getFields().stream()
                    .map(field -> Arguments.of(kind, field.name())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fieldsOfPublishedEvents")
  void aFlippedFieldIsNamed(Class<? extends SpecificRecord> kind, String field) {
    List<LogRecord> records = records(kind);
    int at = middle(records, kind);
    LogRecord good = records.get(at);
    SpecificRecord flipped = Flipped.field((SpecificRecord) good.value(), field);
    records.set(at, new LogRecord(good.offset(), good.key(), flipped));
    Difference found = difference();
    assertThat(found.field()).startsWith(field);
    assertThat(found.published()).isNotEqualTo(found.recomputed());
    namesTheEvent(found, (SpecificRecord) good.value());
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void aDroppedEventIsFound(Class<? extends SpecificRecord> kind) {
    List<LogRecord> records = records(kind);
    LogRecord dropped = records.remove(middle(records, kind));
    namesTheEvent(difference(), (SpecificRecord) dropped.value());
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void aDoubledEventIsFound(Class<? extends SpecificRecord> kind) {
    List<LogRecord> records = records(kind);
    int at = middle(records, kind);
    records.add(at, records.get(at));
    assertThat(difference().logPosition()).isEqualTo(position(records.get(at)));
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void twoSwappedEventsAreFound(Class<? extends SpecificRecord> kind) {
    List<LogRecord> records = records(kind);
    int at = middle(records, kind);
    LogRecord first = records.get(at);
    Collections.swap(records, at, at + 1);
    namesTheEvent(difference(), (SpecificRecord) first.value());
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void anEventUnderAnotherKeyIsFound(Class<? extends SpecificRecord> kind) {
    List<LogRecord> records = records(kind);
    int at = middle(records, kind);
    LogRecord good = records.get(at);
    records.set(at, new LogRecord(good.offset(), "somebody", good.value()));
    assertThat(difference().field()).isEqualTo("key");
  }

  @Test
  void theLastEventDroppedIsMissedAsWell() {
    List<LogRecord> trades = log.records(Topics.TRADES, 0);
    LogRecord last = trades.remove(trades.size() - 1);
    Difference found = difference();
    assertThat(found.published()).isEqualTo("nothing");
    namesTheEvent(found, (SpecificRecord) last.value());
  }

  @Test
  void theLastEventDoubledIsSurplus() {
    List<LogRecord> trades = log.records(Topics.TRADES, 0);
    trades.add(trades.get(trades.size() - 1));
    assertThat(difference().recomputed()).isEqualTo("nothing");
  }

  /** Its cause has been replayed, is still to be, or is not there: it did not come of it. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void anInventedRecordIsNamedAndAllTheRestVerified(Class<? extends SpecificRecord> kind) {
    List<LogRecord> records = records(kind);
    int at = middle(records, kind);
    LogRecord good = records.get(at);
    long cause = position(good);
    long offset = 1_000_000;
    for (long position : new long[] {cause - 1, cause + 20, Long.MAX_VALUE}) {
      SpecificRecord invented = Flipped.field((SpecificRecord) good.value(), "logPosition");
      invented.put(invented.getSchema().getField("logPosition").pos(), position);
      records.add(at, new LogRecord(offset++, good.key(), invented));
    }
    Verification.Result result = Verification.run(log, Progress.NONE);
    assertThat(result.difference()).isEmpty();
    assertThat(result.tally().strangers())
        .extracting(ForeignRecord::offset)
        .contains(1_000_000L, 1_000_001L, 1_000_002L);
  }

  @Test
  void bytesThatAreNoRecordAreFound() {
    LogRecord good = log.records(Topics.TRADES, 0).get(5);
    log.records(Topics.TRADES, 0)
        .set(5, new LogRecord(good.offset(), good.key(), ByteBuffer.wrap(new byte[] {1})));
    assertThat(difference().field()).isEqualTo("record at offset " + good.offset());
  }

  @Test
  void aCommandTakenOutOfTheLogIsFound() {
    List<LogRecord> entries = log.records(Topics.MARKET_LOG, 0);
    LogRecord dropped = entries.remove(middle(entries, TokenDemand.class));
    assertThat(difference().logPosition()).isEqualTo(dropped.offset());
  }

  @Test
  void aCommandChangedInTheLogIsFound() {
    List<LogRecord> entries = log.records(Topics.MARKET_LOG, 0);
    int at = middle(entries, TokenDemand.class);
    LogRecord good = entries.get(at);
    SpecificRecord other = Flipped.field((SpecificRecord) good.value(), "limitPrice");
    entries.set(at, new LogRecord(good.offset(), good.time(), good.key(), other, null));
    assertThat(difference().logPosition()).isGreaterThanOrEqualTo(good.offset());
  }

  @ParameterizedTest
  @MethodSource("fieldsOfViews")
  void aFlippedFieldOfAViewIsNamed(Grouping view, String field) {
    List<LogRecord> rows = log.records(MemoryLog.ROWS, 0);
    LogRecord good = middle(rows, view);
    int at = rows.indexOf(good);
    Performance flipped = (Performance) Flipped.field((SpecificRecord) good.value(), field);
    rows.removeIf(row -> row.key().equals(good.key()));
    rows.add(at, new LogRecord(good.offset(), good.key(), flipped));
    Difference found = difference();
    assertThat(found.topic()).isEqualTo(view.view());
    assertThat(found.field()).endsWith(field);
    namesTheEvent(found, (SpecificRecord) good.value());
  }

  static Stream<Arguments> fieldsOfViews() {
    return Stream.of(Grouping.values())
        .flatMap(
            view ->
                Stream.of("at", "lots", "wattsOffered", "wattsSold", "revenue", "fees")
                    .map(field -> Arguments.of(view, field)));
  }

  @ParameterizedTest
  @MethodSource("views")
  void aRowMissingFromAViewIsFound(Grouping view) {
    List<LogRecord> rows = log.records(MemoryLog.ROWS, 0);
    LogRecord good = middle(rows, view);
    rows.removeIf(row -> row.key().equals(good.key()));
    Difference found = difference();
    assertThat(found.published()).isEqualTo("nothing");
    namesTheEvent(found, (SpecificRecord) good.value());
  }

  @ParameterizedTest
  @MethodSource("views")
  void aRowTooManyInAViewIsFound(Grouping view) {
    List<LogRecord> rows = log.records(MemoryLog.ROWS, 0);
    LogRecord good = middle(rows, view);
    SpecificRecord invented = Flipped.field((SpecificRecord) good.value(), "subject");
    rows.add(new LogRecord(good.offset(), good.key(), invented));
    assertThat(difference().recomputed()).isEqualTo("nothing");
  }

  private static LogRecord middle(List<LogRecord> rows, Grouping view) {
    List<LogRecord> own =
        rows.stream().filter(row -> Grouping.ofKey(row.key()).equals(Optional.of(view))).toList();
    return own.get(own.size() / 2);
  }

  static Grouping[] views() {
    return Grouping.values();
  }

  private Difference difference() {
    return Verification.run(log, Progress.NONE).difference().orElseThrow();
  }

  private List<LogRecord> records(Class<? extends SpecificRecord> kind) {
    String topic =
        kind == Clearing.class
            ? Topics.CLEARINGS
            : kind == Trade.class ? Topics.TRADES : Topics.ORDER_EVENTS;
    return log.records(topic, 0);
  }

  /** Some record of the kind that is no repetition, with another one behind it. */
  private static int middle(List<LogRecord> records, Class<? extends SpecificRecord> kind) {
    List<Integer> all =
        IntStream.range(0, records.size() - 1)
            .filter(i -> kind.isInstance(records.get(i).value()))
            .filter(i -> !EventFields.repeated((SpecificRecord) records.get(i).value()))
            .filter(i -> !records.get(i).value().equals(records.get(i + 1).value()))
            .filter(i -> !isOfIntake(records.get(i)) && !isOfIntake(records.get(i + 1)))
            .boxed()
            .toList();
    return all.get(all.size() / 2);
  }

  private static boolean isOfIntake(LogRecord record) {
    return record.value() instanceof OrderRejected refusal && refusal.getLogPosition() < 0;
  }

  private static long position(LogRecord record) {
    return EventFields.logPosition((SpecificRecord) record.value());
  }

  private static void namesTheEvent(Difference found, SpecificRecord event) {
    assertThat(found.logPosition()).isEqualTo(EventFields.logPosition(event));
    assertThat(found.market()).isEqualTo(EventFields.market(event));
    Schema.Field interval = event.getSchema().getField("interval");
    if (interval != null) {
      assertThat(found.interval()).isEqualTo(event.get(interval.pos()));
    }
  }
}
