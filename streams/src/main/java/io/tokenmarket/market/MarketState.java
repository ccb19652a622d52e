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
 * <p>{@link Market#evolve} changes it in place; nothing else changes it. What it is made of are
 * records that never change themselves: {@link StateRecords}. Not thread-safe: one task owns a
 * market.
 */
public final class MarketState {
  private final String market;
  private final RecordHash hash = new RecordHash();
  private final Budgets budgets = new Budgets(hash);
  private final Unsettled unsettled = new Unsettled(hash);
  private final SigningKeys keys = new SigningKeys(hash);

  private final Supplier<Solver> solvers;

  /** Made for the first auction: it has large buffers, and not every name is a market. */
  private Solver solver;

  private MarketHead head;

  /** The input hash where it runs on from the head's, else null: a head is large to make anew. */
  private byte[] inputHash;

  private Rules rules;

  /** Of records that are hashed as the market's rulebook has it. */
  private Orders orders;

  private RememberedCommands memories;

  /** What the trades of the gate that is being applied were made by. */
  private MarketDefinition auctioned;

  private MarketState(String market, Supplier<Solver> solvers) {
    this.market = market;
    this.solvers = solvers;
    keep(Rulebook.FIRST);
  }

  private void keep(Rulebook rulebook) {
    orders = new Orders(rulebook, hash, budgets);
    memories = new RememberedCommands(hash, rulebook);
  }

  /** A market nobody has defined yet. */
  public static MarketState undefined(String market) {
    return undefined(market, Solver.AUCTION);
  }

  /** The same, cleared by another solver. */
  static MarketState undefined(String market, Supplier<Solver> solvers) {
    return new MarketState(market, solvers);
  }

  /** The state that is made of these; all but the head in any sequence. */
  public static MarketState restored(
      MarketHead head,
      Iterable<OpenOrder> orders,
      Iterable<CommandMemory> memories,
      Iterable<Budget> budgets,
      Iterable<UnsettledTrade> trades,
      Iterable<SigningKey> keys) {
    MarketState state = new MarketState(head.getMarket(), Solver.AUCTION);
    state.head = head;
    state.rules = new Rules(head.getDefinition());
    state.keep(state.rules.rulebook());
    budgets.forEach(budget -> state.budgets.set(budget, List.of()));
    keys.forEach(state.keys::set);
    StreamSupport.stream(orders.spliterator(), false)
        .sorted(
            Comparator.comparingLong(OpenOrder::getLogPosition)
                .thenComparingInt(OpenOrder::getPlace))
        .forEach(state.orders::open);
    inLogOrder(memories, CommandMemory::getLogPosition)
        .forEach(memory -> state.memories.add(state.name(memory), memory));
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
    return Optional.ofNullable(made());
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

  /** SHA-256 over the state, as the market's rulebook has it. */
  public byte[] stateHash() {
    byte[] who = head == null ? market.getBytes(StandardCharsets.UTF_8) : hash.named(made());
    return rulebook()
        .stateHash(
            new StateHash(
                hash,
                who,
                orders.ledger(),
                memories.ledger(),
                budgets.ledger(),
                unsettled.ledger(),
                keys.ledger()));
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

  /**
   * Whether what happens so long before the gate of the interval is ahead of the log.
   *
   * @param time of its entry
   */
  boolean isAhead(long interval, long leadMillis, long time) {
    return rulebook().isAhead(head.getDefinition(), interval, leadMillis, time);
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

  /** How many of the participant's commands are remembered. */
  int remembered(String participant) {
    return memories.of(participant);
  }

  /** Whether a cancellation of the order came before it. */
  boolean isShutOut(String participant, String orderId) {
    return memories.shutsOut(name(participant, orderId));
  }

  RememberedCommands memories() {
    return memories;
  }

  Budgets budgets() {
    return budgets;
  }

  OpenOrderTotals positions() {
    return orders.positions();
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
      solver = solver == null ? solvers.get() : solver;
      return solver.clear(book);
    } catch (RuntimeException thrown) {
      solver = null;
      throw thrown;
    }
  }

  /** The open order that the participant knows by this id, or null. */
  OpenOrder order(String participant, String orderId) {
    return orders.get(name(participant, orderId));
  }

  /** Whether the participant has an open order of this id that came in a batch. */
  public boolean isBatched(String participant, String orderId) {
    OpenOrder order = order(participant, orderId);
    return order != null && order.getPlace() > 0;
  }

  /** What is remembered of the command to which the participant gave this id, or null. */
  CommandMemory memory(String participant, String commandId) {
    return memories.get(name(participant, commandId));
  }

  private CommandName name(String participant, String id) {
    return rulebook().name(participant, id);
  }

  private CommandName name(CommandMemory memory) {
    return name(RepeatedAnswer.sender(memory), memory.getCommandId());
  }

  /** That of the first release while nobody has defined the market. */
  Rulebook rulebook() {
    return isDefined() ? rules.rulebook() : Rulebook.FIRST;
  }

  /** Running hash over the commands since the last gate. */
  byte[] inputHash() {
    return inputHash == null ? bytes(head.getInputHash()) : inputHash;
  }

  /** Hash of the last clearing; 32 zero bytes before the first. */
  byte[] clearingHash() {
    return bytes(head.getClearingHash());
  }

  void define(MarketDefinition definition) {
    rules = new Rules(definition);
    keep(rules.rulebook());
    ByteBuffer zero = ByteBuffer.wrap(RecordHash.zero());
    head = new MarketHead(market, definition, -1L, 0L, zero, zero, false, -1L, -1L, null);
  }

  /** Runs the input hash over an entry and its answer. */
  void chain(HashChainEntry link) {
    inputHash = rulebook().link(hash, inputHash(), link);
  }

  /** Runs it over the signature of the entry. */
  void chainSignature(String signature) {
    inputHash = hash.next(inputHash(), signature);
  }

  /** The head with the input hash as it is now; null while nobody has defined the market. */
  private MarketHead made() {
    if (inputHash != null) {
      move(head.getInterval(), head.getAuction(), inputHash, clearingHash());
    }
    return head;
  }

  void open(OpenOrder order) {
    orders.open(order);
  }

  void close(String participant, String orderId) {
    orders.close(name(participant, orderId));
  }

  void amend(OpenOrder order) {
    orders.amend(order);
  }

  /** Counts what a demand has got and its owner spent; an offer's award changes nothing. */
  void awarded(OrderAwarded award) {
    OpenOrder order = order(award.getParticipant(), award.getOrderId());
    if (!(order.getTerms() instanceof TokenDemand demand)) {
      return;
    }
    if (demand.getOnce()) {
      orders.replace(
          OpenOrders.filled(order, award.getLots(), rulebook().version(award.getLogPosition())));
    }
    Budget budget = budgets.of(demand.getParticipant());
    if (budget != null) {
      Instant at = Instant.ofEpochMilli(Calendar.gate(head.getDefinition(), award.getInterval()));
      budget(BudgetRules.spent(budget, award.getNanoDollars(), at));
    }
  }

  void budget(Budget budget) {
    budgets.set(budget, orders.all());
  }

  void key(KeyDefined defined) {
    String owner = defined.getOwner();
    if (defined.getPublicKey() != null) {
      SigningKey key =
          new SigningKey(market, owner, defined.getPublicKey(), defined.getLogPosition());
      keys.set(key);
    } else if (keys.has(owner)) {
      keys.remove(owner);
    }
  }

  /** A trade whose rules settle it by delivery waits for it. */
  void traded(Trade trade) {
    if (auctioned.getSettlementIntervals() > 0) {
      unsettled.add(Unsettled.waiting(trade, auctioned, head.getAuction()));
    }
  }

  void delivered(DeliveryRecorded delivery) {
    UnsettledTrade before = unsettled.of(delivery.getInterval(), delivery.getTrade());
    unsettled.replace(Unsettled.reported(before, delivery.getTokens()));
  }

  void settled(TradeSettled settled) {
    unsettled.remove(settled.getInterval(), settled.getTrade());
  }

  void closing(GateClosing entry, HashChainEntry link) {
    chain(link);
    head =
        MarketHead.newBuilder(made())
            .setClosing(entry.getInterval())
            .setClosingNumber(entry.getNumber())
            .build();
  }

  void operated(SpecificRecord command, MarketChanged changed) {
    MarketHead.Builder next = MarketHead.newBuilder(made()).setHalted(changed.getHalted());
    if (command instanceof MarketDefinition definition) {
      next.setNext(definition);
    }
    head = next.build();
  }

  /** The exchange halts it. */
  void halted() {
    head = MarketHead.newBuilder(made()).setHalted(true).build();
  }

  void remember(CommandMemory memory) {
    memories.add(name(memory), memory);
  }

  /** Moves on to the next auction and its rules, and forgets the commands beyond the horizon. */
  void cleared(Clearing clearing) {
    auctioned = head.getDefinition();
    if (head.getNext() != null) {
      rules = new Rules(head.getNext());
      head = MarketHead.newBuilder(made()).setDefinition(head.getNext()).setNext(null).build();
    }
    move(
        clearing.getInterval(),
        clearing.getAuction(),
        RecordHash.zero(),
        bytes(clearing.getHash()));
    forget(clearing.getAuction() - head.getDefinition().getMemoryAuctions());
  }

  /** Memories are in log order, so those to forget come first. */
  private void forget(long auction) {
    while (memories.hasOneOf(auction)) {
      memories.remove(name(memories.first()));
    }
  }

  private void move(long interval, long auction, byte[] input, byte[] clearing) {
    inputHash = null;
    head =
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
            head.getNext());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
