package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.budget;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.UnsettledTrade;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The hashes of rulebook 1, worked out here from what the protocol says of them. */
class LaterHashesTest {
  private final Log log = Log.open(Log.laterRules());

  @Test
  void theInputHashBindsEachEntryItsTimeAndItsAnswer() throws Exception {
    log.setTime(1_000_123);
    TokenDemand signed = demand("d", "app", "SLOW", 1, 100, 9);
    String signature = SampleKeys.sign(signed, 1, "one");
    log.append(signed, signature);
    log.append(signed);
    log.append(demand("e", "app", "SLOW", -1, 100, 9), OrderRejected.class);
    log.append(demand("e", "app", "SLOW", -1, 100, 9), OrderRejected.class);
    Clearing clearing = log.close(0, Clearing.class).get(0);

    byte[] h = new byte[32];
    h = link(h, log.entries.get(0), "MarketDefined");
    h = link(h, log.entries.get(1), "OrderAccepted");
    h = sha(h, signature.getBytes(StandardCharsets.UTF_8));
    h = link(h, log.entries.get(2), "OrderAccepted repeated");
    h = link(h, log.entries.get(3), "OrderRejected QUANTITY_OUT_OF_RANGE");
    h = link(h, log.entries.get(4), "OrderRejected QUANTITY_OUT_OF_RANGE repeated");
    h = link(h, log.entries.get(5), "Clearing");
    assertThat(clearing.getInputHash()).isEqualTo(ByteBuffer.wrap(h));
  }

  private static byte[] link(byte[] h, LogEntry entry, String answer) throws Exception {
    return sha(
        h, digest(entry.command()), number(entry.time()), answer.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theStateHashRunsOverEverythingInLogOrder() throws Exception {
    MarketHead head = head();
    OpenOrder first = order("d1", 5, 9, 3, 7);
    OpenOrder second = order("d2", 8, 9, 0, 8);
    Budget early = new Budget("eu", "z", "DAY", 1L, Instant.EPOCH, 0L, 2L);
    Budget late = new Budget("eu", "a", "DAY", 1L, Instant.EPOCH, 0L, 4L);
    SigningKey key = new SigningKey("eu", "app", SampleKeys.text("one"), 3L);
    MarketState state =
        MarketState.restored(
            head, List.of(second, first), List.of(), List.of(late, early), List.of(), List.of(key));

    byte[] expected =
        sha(
            digest(head),
            number(2),
            parts(first),
            parts(second),
            number(2),
            digest(early),
            digest(late),
            number(0),
            number(1),
            digest(key));
    assertThat(state.stateHash()).isEqualTo(expected);
  }

  private static byte[] parts(OpenOrder order) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(digest((SpecificRecord) order.getTerms()));
      out.writeLong(order.getLogPosition());
      out.writeLong(order.getLastAuction());
      out.writeLong(order.getFilled());
      out.writeLong(order.getVersion());
    }
    return bytes.toByteArray();
  }

  @Test
  void everythingOfTheStateButItsMemoriesChangesItsHash() {
    assertAllDiffer(states());
  }

  /** So that the test above would see two that are the same. */
  @Test
  void twoOfOneHashAreFoundOut() {
    List<MarketState> states = states();
    states.add(states.get(1));
    assertThatThrownBy(() -> assertAllDiffer(states)).isInstanceOf(AssertionError.class);
  }

  private static void assertAllDiffer(List<MarketState> states) {
    List<String> all =
        states.stream().map(MarketState::stateHash).map(HexFormat.of()::formatHex).toList();
    assertThat(all).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }

  private List<MarketState> states() {
    MarketHead head = head();
    List<OpenOrder> orders = List.of(order("d1", 5, 9, 3, 7), order("d2", 8, 9, 0, 8));
    List<MarketState> states = new ArrayList<>();
    states.add(state(head, orders));
    Records.variants(head).stream()
        .filter(other -> other.getDefinition().getRulebook() == 1)
        .forEach(other -> states.add(state(other, orders)));
    states.add(state(head, orders.subList(0, 1)));
    states.add(state(head, orders.subList(1, 2)));
    for (String field : List.of("logPosition", "lastAuction", "filled", "version")) {
      long other = 6;
      states.add(state(head, List.of(Records.with(orders.get(0), field, other), orders.get(1))));
    }
    Records.variants((TokenDemand) orders.get(0).getTerms())
        .forEach(
            terms ->
                states.add(
                    state(
                        head,
                        List.of(Records.with(orders.get(0), "terms", terms), orders.get(1)))));
    return states;
  }

  /** The chain binds what is remembered: another answer gives another clearing. */
  @Test
  void anotherAnswerGivesAnotherInputHash() {
    Log other = Log.open(Log.laterRules());
    other.append(budget("b", "app", 1));
    log.append(budget("b", "app", 1_000_000));
    for (Log each : List.of(log, other)) {
      each.append(demand("d", "app", "SLOW", 10, 500, 1));
    }
    assertThat(log.state().inputHash()).isNotEqualTo(other.state().inputHash());
  }

  @Test
  void memoriesAndTheWordsInThemAreInNoHash() {
    MarketHead head = head();
    List<OpenOrder> orders = List.of(order("d1", 5, 9, 3, 7));
    log.append(demand("n", "app", "SLOW", 1, -100, 9));
    CommandMemory memory = log.state().memory("app", "n");
    OrderRejected worded = Records.with((OrderRejected) memory.getAnswer(), "detail", "other");
    MarketState with = state(head, orders, List.of(memory));
    MarketState otherwise = state(head, orders, List.of(Records.with(memory, "answer", worded)));
    assertThat(with.stateHash()).isEqualTo(otherwise.stateHash());
    assertThat(with.stateHash()).isEqualTo(state(head, orders).stateHash());
  }

  @Test
  void aRestoredStateHasTheSameHashWhateverTheSequenceOfItsRecords() {
    Log journaled = new Log();
    journaled.append(Log.laterRules().setSettlementIntervals(3).build());
    journaled.append(budget("b1", "app", 100_000));
    journaled.append(budget("b2", "rival", 100_000));
    journaled.append(offer("o", "factory", 9, rate("SLOW", 1_000, 200)));
    for (int i = 0; i < 9; i++) {
      journaled.append(demand("d" + i, i % 2 == 0 ? "app" : "rival", "SLOW", 10, 300, 9));
    }
    journaled.append(Commands.gate(0));
    journaled.append(budget("b3", "app", 200_000));
    byte[] hash = journaled.state().stateHash();
    for (long seed = 0; seed < 9; seed++) {
      assertThat(Kept.restored(journaled.state(), seed).stateHash())
          .as("seed " + seed)
          .isEqualTo(hash);
    }
  }

  private static MarketHead head() {
    return Log.open(Log.laterRules()).state().head().orElseThrow();
  }

  private static OpenOrder order(
      String id, long position, long lastAuction, long filled, long version) {
    TokenDemand terms = Records.with(demand(id, "app", "SLOW", 10, 300, 9), "once", true);
    return new OpenOrder("eu", id, position, lastAuction, terms, filled, version, 0);
  }

  private static MarketState state(MarketHead head, List<OpenOrder> orders) {
    return state(head, orders, List.of());
  }

  private static MarketState state(
      MarketHead head, List<OpenOrder> orders, List<CommandMemory> memories) {
    List<UnsettledTrade> none = Collections.emptyList();
    return MarketState.restored(head, orders, memories, List.of(), none, List.of());
  }

  private static byte[] digest(SpecificRecord record) throws Exception {
    return sha(
        record.getSchema().getFullName().getBytes(StandardCharsets.UTF_8),
        new CanonicalBytes().of(record));
  }

  private static byte[] number(long number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeLong(number);
    return bytes.toByteArray();
  }

  private static byte[] sha(byte[]... parts) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }
}
