package io.tokenmarket.topology.views;

import io.tokenmarket.market.AuctionBook;
import io.tokenmarket.market.CommandName;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.Reason;
import io.tokenmarket.market.StateRecords;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TradeSettled;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** One market's log run through its state machine, the last auctions kept. Not thread-safe. */
final class MarketBook {
  private final int partition;
  private final int keptOrders;
  private final MarketState state;
  private final Deque<RecomputedAuction> held = new ArrayDeque<>();

  /** By participant, until the history has it: {@link ToldSweep}. */
  private final Map<String, SpecificRecord> lastEvents = new HashMap<>();

  private SpecificRecord lastSettlement;
  private int kept;

  /**
   * @param keptOrders about so many orders of past auctions are kept; the last auction always is
   */
  MarketBook(int partition, int keptOrders, MarketState state) {
    this.partition = partition;
    this.keptOrders = keptOrders;
    this.state = state;
  }

  /** What the entry causes, in the order in which the exchange publishes it. */
  List<SpecificRecord> handle(LogEntry entry) {
    List<OpenOrder> orders =
        entry.command() instanceof GateClosed gate
            ? AuctionBook.orders(state, gate.getInterval())
            : List.of();
    Optional<MarketDefinition> rules = state.definition();
    List<SpecificRecord> events = Market.handle(state, entry);
    events.forEach(this::note);
    if (!events.isEmpty() && events.get(0) instanceof Clearing clearing) {
      keep(
          new RecomputedAuction(
              rules.orElseThrow(), sound(orders, events), clearing, awards(events)));
    }
    return events;
  }

  private void note(SpecificRecord event) {
    GenericRecord told = (GenericRecord) event;
    if (event instanceof TradeSettled || event instanceof Posting) {
      lastSettlement = event;
    } else if (told.hasField("participant") && !isRepeated(told)) {
      lastEvents.put((String) told.get("participant"), event);
    }
  }

  /** An answer given again names the position of the first, so it does not say how far one is. */
  static boolean isRepeated(GenericRecord event) {
    return event.hasField("repeated") && (Boolean) event.get("repeated");
  }

  private void keep(RecomputedAuction auction) {
    held.addLast(auction);
    kept += auction.size();
    while (kept > keptOrders && held.size() > 1) {
      kept -= held.removeFirst().size();
    }
  }

  private static List<OpenOrder> sound(List<OpenOrder> orders, List<SpecificRecord> events) {
    Set<CommandName> poisonous =
        events.stream()
            .filter(OrderRejected.class::isInstance)
            .map(OrderRejected.class::cast)
            .filter(refusal -> refusal.getReason().equals(Reason.POISON.name()))
            .map(refusal -> new CommandName(refusal.getParticipant(), refusal.getCommandId()))
            .collect(Collectors.toSet());
    return poisonous.isEmpty()
        ? orders
        : orders.stream().filter(order -> !poisonous.contains(CommandName.of(order))).toList();
  }

  private static List<OrderAwarded> awards(List<SpecificRecord> events) {
    return events.stream()
        .filter(OrderAwarded.class::isInstance)
        .map(OrderAwarded.class::cast)
        .toList();
  }

  int partition() {
    return partition;
  }

  /** What its state is made of. */
  List<SpecificRecord> records() {
    return StateRecords.of(state);
  }

  Optional<MarketDefinition> definition() {
    return state.definition();
  }

  List<OpenOrder> openOrders() {
    return List.copyOf(state.openOrders());
  }

  /** How many orders are open. */
  int size() {
    return state.openOrders().size();
  }

  /** Interval of the last auction, -1 before the first. */
  long interval() {
    return state.interval();
  }

  /** How many it has held. */
  long auctions() {
    return state.auctions();
  }

  /** What each participant was told last, as far as it is kept. */
  Stream<SpecificRecord> told() {
    return lastEvents.values().stream();
  }

  int toldCount() {
    return lastEvents.size();
  }

  /** Keeps this no longer, where nothing was told since. */
  void forget(SpecificRecord told) {
    lastEvents.remove((String) ((GenericRecord) told).get("participant"), told);
  }

  /** What the participant was told last, answers given again apart. */
  Optional<SpecificRecord> lastEvent(String participant) {
    return Optional.ofNullable(lastEvents.get(participant));
  }

  /** The last settled trade or posting. */
  Optional<SpecificRecord> lastSettlement() {
    return Optional.ofNullable(lastSettlement);
  }

  /** The last events of all participants, and the last settlement. */
  List<SpecificRecord> lastEvents() {
    List<SpecificRecord> all = new ArrayList<>(lastEvents.values());
    lastSettlement().ifPresent(all::add);
    return all;
  }

  void restoreLastEvents(List<SpecificRecord> events) {
    events.forEach(this::note);
  }

  Optional<RecomputedAuction> auction(long interval) {
    return held.stream().filter(a -> a.clearing().getInterval() == interval).findFirst();
  }

  /** Hash of the clearing of an interval, empty where it is no longer known, or not yet. */
  Optional<ByteBuffer> hash(long interval) {
    return interval == state.interval()
        ? state.head().map(MarketHead::getClearingHash)
        : auction(interval).map(auction -> auction.clearing().getHash());
  }

  /** The first auction behind this position of the log, of an interval not before this one. */
  Optional<RecomputedAuction> auctionBehind(long position, long interval) {
    return held.stream()
        .filter(a -> a.clearing().getLogPosition() > position)
        .filter(a -> a.clearing().getInterval() >= interval)
        .findFirst();
  }
}
