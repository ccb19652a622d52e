package io.tokenmarket.market;

import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderRejected;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A market log in memory with the state machine behind it. */
final class Log {
  final List<LogEntry> entries = new ArrayList<>();
  final List<SpecificRecord> events = new ArrayList<>();
  private final MarketState state;
  private long position;
  private long time;

  Log() {
    this(MarketState.undefined(Commands.MARKET), 0);
  }

  Log(MarketState state, long position) {
    this.state = state;
    this.position = position;
  }

  /** A log whose market is defined. */
  static Log open() {
    Log log = new Log();
    log.append(Commands.definition("definition"));
    return log;
  }

  /** A log whose market is defined with these rules. */
  static Log open(MarketDefinition.Builder rules) {
    Log log = new Log();
    log.append(rules.build(), MarketDefined.class);
    return log;
  }

  /** The rules of the example market, to be changed. */
  static MarketDefinition.Builder rules() {
    return MarketDefinition.newBuilder(Commands.definition("definition"));
  }

  /** The same in rulebook 1. */
  static MarketDefinition.Builder laterRules() {
    return rules().setRulebook(1);
  }

  MarketState state() {
    return state;
  }

  /** Appends a command with a gap in the positions, as transactions leave them. */
  List<SpecificRecord> append(SpecificRecord command) {
    return append(command, (String) null);
  }

  List<SpecificRecord> append(Sent sent) {
    return append(sent.command(), sent.signature());
  }

  /** The same of a command that may be signed. */
  List<SpecificRecord> append(SpecificRecord command, String signature) {
    if (command instanceof GateClosed gate) {
      time = gate.getAt().toEpochMilli();
    } else if (command instanceof GateClosing closing && state.isDefined()) {
      time = phase(closing.getInterval());
    }
    return append(new LogEntry(position, time, command, signature));
  }

  private long phase(long interval) {
    MarketDefinition rules = state.rules().definition();
    return Calendar.gate(rules, interval) - rules.getNoCancelMillis();
  }

  /** Appends an entry as it is open in another log. */
  List<SpecificRecord> append(LogEntry entry) {
    position = entry.position() + 2;
    entries.add(entry);
    List<SpecificRecord> caused = Market.handle(state, entry);
    events.addAll(caused);
    return caused;
  }

  /** Appends a command that has one answer. */
  <T extends SpecificRecord> T append(SpecificRecord command, Class<T> answer) {
    List<SpecificRecord> caused = append(command);
    if (caused.size() != 1) {
      throw new AssertionError("not one answer: " + caused);
    }
    return answer.cast(caused.get(0));
  }

  /** Appends a command that is refused; its code. */
  Reason refused(SpecificRecord command) {
    return Reason.valueOf(append(command, OrderRejected.class).getReason());
  }

  /** The same of a command that is signed. */
  Reason refused(SpecificRecord command, String signature) {
    return Reason.valueOf(((OrderRejected) append(command, signature).get(0)).getReason());
  }

  /** Closes a gate; those of its events that are of this type. */
  <T extends SpecificRecord> List<T> close(long interval, Class<T> type) {
    return append(Commands.gate(interval)).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  long position() {
    return position;
  }

  /** Of the last entry. */
  long time() {
    return time;
  }

  /** The broker's clock; a gate sets it to its own time. */
  void setTime(long millis) {
    time = millis;
  }
}
