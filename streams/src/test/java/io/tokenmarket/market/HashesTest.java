package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.UnsettledTrade;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HashesTest {
  /** A time at which any gate of these markets is due. */
  private static final long AFTERWARDS = 4_000_000_000_000L;

  private final Log log = Log.open();

  @Test
  void theInputHashRunsOverTheCommandsSinceTheGateBefore() throws Exception {
    log.append(demand("d", "app", "SLOW", 1, 100, 9));
    log.append(demand("d", "app", "SLOW", 1, 100, 9));
    log.append(demand("", "app", "SLOW", 1, 100, 9), OrderRejected.class);
    Clearing first = log.close(0, Clearing.class).get(0);
    assertThat(first.getInputHash()).isEqualTo(runOver(log.entries));
    log.append(demand("e", "app", "SLOW", 1, 100, 9));
    Clearing second = log.close(1, Clearing.class).get(0);
    assertThat(second.getInputHash()).isEqualTo(runOver(log.entries.subList(5, 7)));
  }

  @Test
  void aSignatureIsALinkBehindItsCommand() throws Exception {
    TokenDemand demand = demand("d", "app", "SLOW", 1, 100, 9);
    log.append(demand, SampleKeys.sign(demand, 1, "one"));
    Clearing clearing = log.close(0, Clearing.class).get(0);
    assertThat(clearing.getInputHash()).isEqualTo(runOver(log.entries));
  }

  private static ByteBuffer runOver(List<LogEntry> entries) throws Exception {
    byte[] h = new byte[32];
    for (LogEntry entry : entries) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(h);
      sha.update(entry.command().getSchema().getFullName().getBytes(StandardCharsets.UTF_8));
      h = sha.digest(new CanonicalBytes().of(entry.command()));
      if (entry.signature() != null) {
        sha.update(h);
        h = sha.digest(entry.signature().getBytes(StandardCharsets.UTF_8));
      }
    }
    return ByteBuffer.wrap(h);
  }

  @Test
  void theClearingsOfAMarketAreAChain() throws Exception {
    ByteBuffer previous = ByteBuffer.allocate(32);
    for (long interval = 0; interval < 3; interval++) {
      Clearing clearing = log.close(interval, Clearing.class).get(0);
      assertThat(clearing.getPreviousHash()).isEqualTo(previous);
      assertThat(clearing.getHash()).isEqualTo(resealed(clearing));
      previous = clearing.getHash();
    }
  }

  private static ByteBuffer resealed(Clearing clearing) throws Exception {
    Clearing open = Records.with(clearing, "hash", ByteBuffer.allocate(0));
    byte[] body = new CanonicalBytes().of(open);
    return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body));
  }

  @Test
  void theClearingNamesTheStateAtTheGate() {
    log.append(demand("d", "app", "SLOW", 1, 100, 9));
    byte[] before = log.state().stateHash();
    Clearing clearing = log.close(0, Clearing.class).get(0);
    assertThat(clearing.getStateHash()).isEqualTo(ByteBuffer.wrap(before));
  }

  @Test
  void everyFieldOfTheStateChangesItsHash() {
    assertAllDiffer(states(), MarketState::stateHash);
  }

  @Test
  void everyFieldOfTheStateChangesTheNextClearingsHash() {
    List<MarketState> trading = states().stream().filter(MarketState::isTrading).toList();
    assertAllDiffer(trading, HashesTest::nextClearingHash);
  }

  /** So that the two tests above would see a field that is left out. */
  @Test
  void aHashThatLeavesOutTheMemoriesIsFoundOut() {
    assertThatThrownBy(() -> assertAllDiffer(states(), HashesTest::hashWithoutMemories))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void theSameStateHasTheSameHash() {
    assertThat(states().get(0).stateHash()).isEqualTo(new HashesTest().states().get(0).stateHash());
  }

  /**
   * Whoever adds a field to the state decides here whether the hash must cover it. The input hash
   * is in the head when that is asked for.
   */
  @Test
  void theStateIsItsHeadItsOrdersItsMemoriesItsBudgetsItsTradesAndItsKeys() {
    Set<String> derivedOrOutside =
        Set.of("market", "hash", "rules", "auctioned", "solvers", "solver");
    assertThat(Arrays.stream(MarketState.class.getDeclaredFields()).map(Field::getName))
        .filteredOn(name -> !derivedOrOutside.contains(name) && !name.startsWith("$"))
        .containsExactlyInAnyOrder(
            "head", "inputHash", "orders", "memories", "budgets", "unsettled", "keys");
  }

  private static void assertAllDiffer(List<MarketState> states, Function<MarketState, byte[]> by) {
    List<String> all = states.stream().map(by).map(HexFormat.of()::formatHex).toList();
    assertThat(all).hasSizeGreaterThan(60).doesNotHaveDuplicates();
  }

  /** A state, and after it one for each of its fields, with that field changed. */
  private List<MarketState> states() {
    MarketHead head = defined();
    OpenOrder offer =
        new OpenOrder("eu", "o", 4L, 1L, offer("o", "f", 1, rate("SLOW", 9, 100)), 0L, -1L, 0);
    OpenOrder bid =
        new OpenOrder("eu", "d", 5L, 1L, demand("d", "app", "SLOW", 1, 100, 1), 0L, -1L, 0);
    List<OpenOrder> orders = List.of(offer, bid);
    List<CommandMemory> memories = memories();
    List<MarketState> all = new ArrayList<>();
    all.add(state(head, orders, memories));
    Records.variants(head).forEach(h -> all.add(state(h, orders, memories)));
    Records.variants(offer).forEach(o -> all.add(state(head, List.of(o, bid), memories)));
    Records.variants(bid).forEach(b -> all.add(state(head, List.of(offer, b), memories)));
    Records.variants(memories.get(0))
        .forEach(m -> all.add(state(head, orders, List.of(m, memories.get(1)))));
    all.add(state(head, orders, memories, waiting()));
    Records.variants(waiting()).forEach(w -> all.add(state(head, orders, memories, w)));
    SigningKey key = new SigningKey("eu", "app", SampleKeys.text("one"), 5L);
    all.add(state(head, orders, memories, key));
    for (String field : List.of("market", "owner")) {
      all.add(state(head, orders, memories, Records.with(key, field, "other")));
    }
    all.add(state(head, orders, memories, Records.with(key, "publicKey", SampleKeys.text("two"))));
    all.add(state(head, orders, memories, Records.with(key, "logPosition", 6L)));
    all.add(state(head, List.of(offer), memories));
    all.add(state(head, orders, memories.subList(0, 1)));
    return all;
  }

  private static byte[] nextClearingHash(MarketState state) {
    GateClosed gate = new GateClosed(state.market(), state.interval() + 1, Instant.EPOCH);
    LogEntry entry = new LogEntry(99, AFTERWARDS, gate);
    Clearing next = (Clearing) Market.decide(state, entry).get(0);
    return next.getHash().array();
  }

  private static byte[] hashWithoutMemories(MarketState state) {
    return state(state.head().orElseThrow(), List.copyOf(state.openOrders()), List.of())
        .stateHash();
  }

  @Test
  void anEmptiedStateHashesAsOneThatWasNeverFilled() {
    MultisetHash hash = new MultisetHash();
    byte[] empty = hash.sum();
    RecordHash records = new RecordHash();
    byte[] one = records.named(demand("d", "app", "SLOW", 1, 100, 1));
    byte[] two = records.named(demand("e", "app", "SLOW", 1, 100, 1));
    hash.add(one);
    hash.add(two);
    hash.remove(one);
    hash.remove(two);
    assertThat(hash.sum()).isEqualTo(empty);
  }

  private MarketHead defined() {
    log.close(0, Clearing.class);
    return log.state().head().orElseThrow();
  }

  private List<CommandMemory> memories() {
    log.append(demand("m", "app", "SLOW", 1, 100, 9));
    log.append(demand("n", "app", "SLOW", 1, -100, 9));
    return List.of(log.state().memory("app", "m"), log.state().memory("app", "n"));
  }

  private static UnsettledTrade waiting() {
    Trade trade =
        Trade.newBuilder()
            .setMarket("eu")
            .setInterval(0)
            .setNumber(0)
            .setTier("SLOW")
            .setOfferId("o")
            .setFactory("f")
            .setSite("hall")
            .setHardware("blackwell")
            .setDemandId("d")
            .setConsumer("app")
            .setLots(1)
            .setPrice(100)
            .setNanoDollars(100)
            .setFeeNanoDollars(2)
            .setLogPosition(3)
            .build();
    return new UnsettledTrade(trade, 5L, 20_000L, 100_000L, 7L, -1L);
  }

  private static MarketState state(
      MarketHead head, List<OpenOrder> orders, List<CommandMemory> memories, SigningKey key) {
    return MarketState.restored(head, orders, memories, List.of(), List.of(), List.of(key));
  }

  private static MarketState state(
      MarketHead head,
      List<OpenOrder> orders,
      List<CommandMemory> memories,
      UnsettledTrade... trades) {
    return MarketState.restored(head, orders, memories, List.of(), List.of(trades), List.of());
  }
}
