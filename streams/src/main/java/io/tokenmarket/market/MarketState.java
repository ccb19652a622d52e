package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Everything the exchange knows of one market: its rules, open orders and remembered commands.
 *
 * <p>{@link Market#evolve} changes it in place and tells the journal of every change; nothing else
 * changes it. Not thread-safe: one task owns a market.
 */
public final class MarketState {
  private final String market;
  private final StateJournal journal;
  private final RecordHash hash = new RecordHash();
  private final Ledger<OpenOrder> orders = new Ledger<>(hash);
  private final Ledger<CommandMemory> memories = new Ledger<>(hash);

  private final Supplier<Solver> solvers;
  private Solver solver;

  private MarketHead head;
  private Rules rules;

  private MarketState(String market, StateJournal journal, Supplier<Solver> solvers) {
    this.market = market;
    this.journal = journal;
    this.solvers = solvers;
    this.solver = solvers.get();
  }

  /** A market nobody has defined yet. */
  public static MarketState undefined(String market, StateJournal journal) {
    return undefined(market, journal, Solver.AUCTION);
  }

  /** The same, cleared by another solver. */
  static MarketState undefined(String market, StateJournal journal, Supplier<Solver> solvers) {
    return new MarketState(market, journal, solvers);
  }

  /** The state a journal was told of; orders and memories in any sequence. */
  public static MarketState restored(
      MarketHead head,
      Iterable<OpenOrder> orders,
      Iterable<CommandMemory> memories,
      StateJournal journal) {
    return restored(head, orders, memories, journal, Solver.AUCTION);
  }

  /** The same, cleared by another solver. */
  static MarketState restored(
      MarketHead head,
      Iterable<OpenOrder> orders,
      Iterable<CommandMemory> memories,
      StateJournal journal,
      Supplier<Solver> solvers) {
    MarketState state = new MarketState(head.getMarket(), journal, solvers);
    state.head = head;
    state.rules = new Rules(head.getDefinition());
    inLogOrder(orders, OpenOrder::getLogPosition)
        .forEach(order -> state.orders.add(order.getOrderId(), order));
    inLogOrder(memories, CommandMemory::getLogPosition)
        .forEach(memory -> state.memories.add(memory.getCommandId(), memory));
    return state;
  }

  private static <T> Stream<T> inLogOrder(Iterable<T> items, ToLongFunction<T> position) {
    return StreamSupport.stream(items.spliterator(), false)
        .sorted(Comparator.comparingLong(position));
  }

  /** Its name. */
  public String market() {
    return market;
  }

  /** Rules and position in the calendar, empty while nobody has defined the market. */
  public Optional<MarketHead> head() {
    return Optional.ofNullable(head);
  }

  /** The rules, empty while nobody has defined the market. */
  public Optional<MarketDefinition> definition() {
    return Optional.ofNullable(head).map(MarketHead::getDefinition);
  }

  /** Interval of the last auction, -1 before the first. */
  public long interval() {
    return head == null ? -1 : head.getInterval();
  }

  /** Auctions held. */
  public long auctions() {
    return head == null ? 0 : head.getAuction();
  }

  /** The open orders in log order; a view. */
  public Collection<OpenOrder> openOrders() {
    return orders.all();
  }

  /**
   * SHA-256 over every field of the state. Costs the same however many orders and remembered
   * commands there are.
   */
  public byte[] stateHash() {
    byte[] who = head == null ? market.getBytes(StandardCharsets.UTF_8) : hash.named(head);
    return hash.over(who, orders.hash(), memories.hash());
  }

  /**
   * @throws IllegalArgumentException where the entry is of another market: whoever keeps the states
   *     mixed them up
   */
  void requireOwn(String entryMarket) {
    if (!market.equals(entryMarket)) {
      throw new IllegalArgumentException(
          "market '" + market + "' was given an entry of market '" + entryMarket + "'");
    }
  }

  boolean isDefined() {
    return head != null;
  }

  Rules rules() {
    return rules;
  }

  RecordHash hash() {
    return hash;
  }

  /**
   * The outcome of a book, valid until the next call. A solver that threw may be in any condition,
   * so a new one takes its place.
   */
  Outcome clear(Book book) {
    try {
      return solver.clear(book);
    } catch (RuntimeException thrown) {
      solver = solvers.get();
      throw thrown;
    }
  }

  /** The open order of this id, or null. */
  OpenOrder order(String orderId) {
    return orders.get(orderId);
  }

  /** What is remembered of this command id, or null. */
  CommandMemory memory(String commandId) {
    return memories.get(commandId);
  }

  /** Running hash over the commands since the last gate. */
  byte[] inputHash() {
    return bytes(head.getInputHash());
  }

  /** Hash of the last clearing; 32 zero bytes before the first. */
  byte[] clearingHash() {
    return bytes(head.getClearingHash());
  }

  void define(MarketDefinition definition) {
    rules = new Rules(definition);
    move(definition, -1, 0, RecordHash.zero(), RecordHash.zero());
  }

  /** Runs the input hash over a command's full name and body. */
  void read(byte[] command) {
    byte[] next = hash.over(inputHash(), command);
    move(head.getDefinition(), head.getInterval(), head.getAuction(), next, clearingHash());
  }

  void open(OpenOrder order) {
    orders.add(order.getOrderId(), order);
    journal.orderOpened(order);
  }

  void close(String orderId) {
    journal.orderClosed(orders.remove(orderId));
  }

  void remember(CommandMemory memory) {
    memories.add(memory.getCommandId(), memory);
    journal.remembered(memory);
  }

  /** Moves on to the next auction and forgets the commands beyond the horizon. */
  void cleared(Clearing clearing) {
    move(
        head.getDefinition(),
        clearing.getInterval(),
        clearing.getAuction(),
        RecordHash.zero(),
        bytes(clearing.getHash()));
    forget(clearing.getAuction() - head.getDefinition().getMemoryAuctions());
  }

  /** Memories stand in log order, so those to forget come first. */
  private void forget(long auction) {
    while (memories.size() > 0 && memories.first().getAuction() <= auction) {
      journal.forgotten(memories.remove(memories.first().getCommandId()));
    }
  }

  private void move(
      MarketDefinition definition, long interval, long auction, byte[] input, byte[] clearing) {
    head =
        new MarketHead(
            market,
            definition,
            interval,
            auction,
            ByteBuffer.wrap(input),
            ByteBuffer.wrap(clearing),
            false,
            -1L,
            null);
    journal.head(head);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
