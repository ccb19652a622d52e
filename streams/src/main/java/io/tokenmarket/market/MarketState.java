package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.UnsettledTrade;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;

/**
 * Everything the exchange knows of one market: its rules, open orders and remembered commands.
 *
 * <p>{@link Market#evolve} changes it in place and tells the journal of every change; nothing else
 * changes it. Not thread-safe: one task owns a market.
 */
public final class MarketState {
  private static final byte[] NONE = {};

  private final String market;
  private final StateJournal journal;
  private final RecordHash hash = new RecordHash();
  private final Ledger<OpenOrder> orders = new Ledger<>(hash);
  private final Ledger<CommandMemory> memories = new Ledger<>(hash);
  private final Budgets budgets = new Budgets(hash);
  private final Positions positions = new Positions();
  private final Unsettled unsettled = new Unsettled(hash);
  private final SigningKeys keys = new SigningKeys(hash);

  private final Supplier<Solver> solvers;
  private Solver solver;

  private MarketHead head;
  private Rules rules;

  /** What the trades of the gate that is being applied were made by. */
  private MarketDefinition auctioned;

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

  /** The state a journal was told of; all but the head in any sequence. */
  public static MarketState restored(
      MarketHead head,
      Iterable<OpenOrder> orders,
      Iterable<CommandMemory> memories,
      Iterable<Budget> budgets,
      Iterable<UnsettledTrade> trades,
      Iterable<SigningKey> keys,
      StateJournal journal) {
    return restored(head, orders, memories, budgets, trades, keys, journal, Solver.AUCTION);
  }

  /** The same, cleared by another solver. */
  static MarketState restored(
      MarketHead head,
      Iterable<OpenOrder> orders,
      Iterable<CommandMemory> memories,
      Iterable<Budget> budgets,
      Iterable<UnsettledTrade> trades,
      Iterable<SigningKey> keys,
      StateJournal journal,
      Supplier<Solver> solvers) {
    MarketState state = new MarketState(head.getMarket(), journal, solvers);
    state.head = head;
    state.rules = new Rules(head.getDefinition());
    budgets.forEach(budget -> state.budgets.set(budget, List.of()));
    keys.forEach(state.keys::set);
    inLogOrder(orders, OpenOrder::getLogPosition).forEach(state::add);
    inLogOrder(memories, CommandMemory::getLogPosition)
        .forEach(memory -> state.memories.add(memory.getCommandId(), memory));
    StreamSupport.stream(trades.spliterator(), false)
        .sorted(
            Comparator.comparingLong((UnsettledTrade each) -> each.getTrade().getLogPosition())
                .thenComparingInt(each -> each.getTrade().getNumber()))
        .forEach(state.unsettled::add);
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
    return hash.over(
        who,
        orders.hash(),
        memories.hash(),
        budgets.isEmpty() ? NONE : budgets.hash(),
        unsettled.isEmpty() ? NONE : unsettled.hash(),
        keys.isEmpty() ? NONE : keys.hash());
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

  /** Whether orders are taken and auctions held. */
  boolean isTrading() {
    return isDefined() && !isHalted();
  }

  /** Whether the operator has halted the market. */
  public boolean isHalted() {
    return isDefined() && head.getHalted();
  }

  /** Interval whose no-cancel phase began last, -1 before the first. */
  long closing() {
    return head.getClosing();
  }

  /** Whether the no-cancel phase before the coming gate has begun. */
  boolean isClosing() {
    return head.getClosing() > head.getInterval();
  }

  /** Whether the entry is behind the last gate, and behind the last of its kind. */
  boolean isNext(GateClosing entry) {
    return entry.getInterval() > Math.max(head.getInterval(), head.getClosing())
        || entry.getInterval() > head.getInterval()
            && entry.getInterval() == head.getClosing()
            && entry.getNumber() > head.getClosingNumber();
  }

  /** Whether other rules take effect behind the coming gate. */
  boolean isChanging() {
    return head.getNext() != null;
  }

  /** The rules behind the coming gate, or null where they stay. */
  MarketDefinition nextRules() {
    return head.getNext();
  }

  /** The time in the log: that of the next gate if no interval is skipped. */
  Instant nextGate() {
    return Instant.ofEpochMilli(Calendar.gate(head.getDefinition(), head.getInterval() + 1));
  }

  /** The time in the log, milliseconds since 1970: that of the last gate, 0 before the first. */
  long lastGate() {
    long interval = interval();
    return interval < 0 ? 0 : Calendar.gate(head.getDefinition(), interval);
  }

  /** The orders that are in the auction of this interval, in log order. */
  Collection<OpenOrder> ordersFor(long interval) {
    return orders.all().stream().filter(order -> Lifetime.takesPart(order, interval)).toList();
  }

  Budgets budgets() {
    return budgets;
  }

  Positions positions() {
    return positions;
  }

  SigningKeys keys() {
    return keys;
  }

  Unsettled unsettled() {
    return unsettled;
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
    ByteBuffer zero = ByteBuffer.wrap(RecordHash.zero());
    set(new MarketHead(market, definition, -1L, 0L, zero, zero, false, -1L, -1L, null));
  }

  /** Runs the input hash over a command's full name and body, or over its signature. */
  void read(byte[] bytes) {
    byte[] next = hash.over(inputHash(), bytes);
    move(head.getInterval(), head.getAuction(), next, clearingHash());
  }

  void open(OpenOrder order) {
    add(order);
    journal.orderOpened(order);
  }

  private void add(OpenOrder order) {
    orders.add(order.getOrderId(), order);
    positions.add(order);
    budgets.reserve(order);
  }

  void close(String orderId) {
    OpenOrder order = orders.remove(orderId);
    positions.remove(order);
    budgets.release(order);
    journal.orderClosed(order);
  }

  /** An order that keeps its log position keeps its place, any other goes behind all. */
  void amend(OpenOrder order) {
    if (orders.get(order.getOrderId()).getLogPosition() == order.getLogPosition()) {
      replace(order);
    } else {
      close(order.getOrderId());
      open(order);
    }
  }

  private void replace(OpenOrder order) {
    OpenOrder before = orders.get(order.getOrderId());
    orders.replace(order.getOrderId(), order);
    positions.remove(before);
    positions.add(order);
    budgets.release(before);
    budgets.reserve(order);
    journal.orderClosed(before);
    journal.orderOpened(order);
  }

  /** Counts what a demand has got and its owner spent; an offer's award changes nothing. */
  void awarded(OrderAwarded award) {
    OpenOrder order = orders.get(award.getOrderId());
    if (!(order.getTerms() instanceof TokenDemand demand)) {
      return;
    }
    if (demand.getOnce()) {
      replace(OpenOrders.filled(order, award.getLots()));
    }
    Budget budget = budgets.of(demand.getParticipant());
    if (budget != null) {
      Instant at = Instant.ofEpochMilli(Calendar.gate(head.getDefinition(), award.getInterval()));
      budget(BudgetRules.spent(budget, award.getNanoDollars(), at));
    }
  }

  void budget(Budget budget) {
    budgets.set(budget, orders.all());
    journal.budget(budget);
  }

  void key(KeyDefined defined) {
    String owner = defined.getOwner();
    if (defined.getPublicKey() != null) {
      SigningKey key =
          new SigningKey(market, owner, defined.getPublicKey(), defined.getLogPosition());
      keys.set(key);
      journal.key(key);
    } else if (keys.has(owner)) {
      journal.keyRemoved(keys.remove(owner));
    }
  }

  /** A trade whose rules settle it by delivery waits for it. */
  void traded(Trade trade) {
    if (auctioned.getSettlementIntervals() > 0) {
      UnsettledTrade waiting = Unsettled.waiting(trade, auctioned);
      unsettled.add(waiting);
      journal.waits(waiting);
    }
  }

  void delivered(DeliveryRecorded delivery) {
    UnsettledTrade before = unsettled.of(delivery.getInterval(), delivery.getTrade());
    UnsettledTrade now = Unsettled.reported(before, delivery.getTokens());
    unsettled.replace(now);
    journal.waits(now);
  }

  void settled(TradeSettled settled) {
    journal.settled(unsettled.remove(settled.getInterval(), settled.getTrade()));
  }

  void closing(GateClosing entry) {
    byte[] next = hash.next(inputHash(), entry);
    set(
        MarketHead.newBuilder(head)
            .setInputHash(ByteBuffer.wrap(next))
            .setClosing(entry.getInterval())
            .setClosingNumber(entry.getNumber())
            .build());
  }

  void operated(SpecificRecord command, MarketChanged changed) {
    MarketHead.Builder next = MarketHead.newBuilder(head).setHalted(changed.getHalted());
    if (command instanceof MarketDefinition definition) {
      next.setNext(definition);
    }
    set(next.build());
  }

  void remember(CommandMemory memory) {
    memories.add(memory.getCommandId(), memory);
    journal.remembered(memory);
  }

  /** Moves on to the next auction and its rules, and forgets the commands beyond the horizon. */
  void cleared(Clearing clearing) {
    auctioned = head.getDefinition();
    if (head.getNext() != null) {
      rules = new Rules(head.getNext());
      set(MarketHead.newBuilder(head).setDefinition(head.getNext()).setNext(null).build());
    }
    move(
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

  private void move(long interval, long auction, byte[] input, byte[] clearing) {
    set(
        new MarketHead(
            market,
            head.getDefinition(),
            interval,
            auction,
            ByteBuffer.wrap(input),
            ByteBuffer.wrap(clearing),
            head.getHalted(),
            head.getClosing(),
            head.getClosingNumber(),
            head.getNext()));
  }

  private void set(MarketHead now) {
    head = now;
    journal.head(now);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
