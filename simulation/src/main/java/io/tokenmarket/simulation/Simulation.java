package io.tokenmarket.simulation;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateRecords;
import io.tokenmarket.producers.population.Meters;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * One market driven by a generated log, without a broker and as fast as it goes. Every auction is
 * checked for conservation of tokens and money. Nothing is kept of an interval but its sums.
 */
public final class Simulation {
  private final MarketDefinition definition;
  private final LongFunction<List<SpecificRecord>> commands;
  private final MarketState state;
  private final Totals totals;
  private final BiConsumer<LogEntry, List<SpecificRecord>> recorder;
  private final Meters meters;
  private final ResultHash hash = new ResultHash();
  private long position;
  private long interval;

  /**
   * @param commands what the participants send while the book of an interval is open; asked once
   *     for each interval, in order
   * @throws IllegalStateException where the market refuses the definition
   */
  public Simulation(MarketDefinition definition, LongFunction<List<SpecificRecord>> commands) {
    this(definition, commands, (entry, events) -> {});
  }

  /**
   * The same.
   *
   * @param recorder gets every entry of the log and the events it causes, in order
   */
  public Simulation(
      MarketDefinition definition,
      LongFunction<List<SpecificRecord>> commands,
      BiConsumer<LogEntry, List<SpecificRecord>> recorder) {
    this(definition, commands, new Meters(definition, BigDecimal.ONE), recorder);
  }

  /**
   * The same.
   *
   * @param meters what is delivered of the trades
   */
  Simulation(
      MarketDefinition definition,
      LongFunction<List<SpecificRecord>> commands,
      Meters meters,
      BiConsumer<LogEntry, List<SpecificRecord>> recorder) {
    this.meters = meters;
    this.recorder = recorder;
    this.definition = definition;
    this.commands = commands;
    state = MarketState.undefined(definition.getMarket());
    totals = new Totals(definition);
    List<SpecificRecord> answer = append(definition);
    answer.forEach(Simulation::notRefused);
    answer.forEach(this::account);
  }

  /** Holds the next interval's auction. */
  public Clearing next() {
    HeldAuction auction = hold();
    account(auction);
    return auction.clearing();
  }

  /** Holds the next interval's auction, which {@link #account} is still to be told of. */
  HeldAuction hold() {
    List<SpecificRecord> answers = new ArrayList<>();
    meters.reports(interval).forEach(report -> answers.addAll(append(report)));
    commands.apply(interval).forEach(command -> answers.addAll(append(command)));
    List<OpenOrder> orders = List.copyOf(state.openOrders());
    List<SpecificRecord> events = append(gate(interval), Calendar.gate(definition, interval));
    interval++;
    events.forEach(this::meter);
    return new HeldAuction(answers, orders, events);
  }

  private void meter(SpecificRecord event) {
    if (event instanceof Trade trade) {
      meters.sold(trade);
    }
  }

  /**
   * Checks an auction and adds it to the sums and the hash. To be called once for each, in their
   * order; any thread may do so while the next auction is held.
   */
  void account(HeldAuction auction) {
    auction.answers().forEach(this::account);
    auction.events().forEach(this::account);
    totals.add(Conservation.check(auction.clearing(), auction.events()));
  }

  /** How many records the market's state is made of now. */
  int stateSize() {
    return StateRecords.count(state);
  }

  /** The sums so far. */
  public Totals totals() {
    return totals;
  }

  /** The hash over all events; ends the simulation. */
  public String hash() {
    return hash.hex();
  }

  /** What is sent while a book is open comes when it opens, at the gate before its own. */
  private List<SpecificRecord> append(SpecificRecord command) {
    return append(command, Calendar.gate(definition, interval - 1));
  }

  private List<SpecificRecord> append(SpecificRecord command, long time) {
    LogEntry entry = new LogEntry(position++, time, command);
    List<SpecificRecord> events = Market.handle(state, entry);
    recorder.accept(entry, events);
    return events;
  }

  private void account(SpecificRecord event) {
    hash.add(event);
    totals.add(event);
  }

  private GateClosed gate(long interval) {
    Instant at = Instant.ofEpochMilli(Calendar.gate(definition, interval));
    return new GateClosed(definition.getMarket(), interval, at);
  }

  private static void notRefused(SpecificRecord answer) {
    if (answer instanceof OrderRejected refusal) {
      throw new IllegalStateException(
          "the market is not opened: " + refusal.getReason() + ", " + refusal.getDetail());
    }
  }
}
