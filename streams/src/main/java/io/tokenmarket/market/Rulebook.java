package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What differs between the rulebooks of {@code docs/protocol.md}. A market keeps the one it was
 * defined with, so that its log gives the same events and hashes for ever.
 */
enum Rulebook {
  /** That of the first release. */
  FIRST {
    private static final int QUOTED = 80;

    @Override
    CommandName name(String participant, String id) {
      return new CommandName("", id);
    }

    @Override
    boolean canName(String text) {
      return true;
    }

    @Override
    String detail(Refusal refusal) {
      return refusal.detail(refusal.reason().sentence(), this::cut);
    }

    private String cut(String text) {
      return text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
    }

    @Override
    List<String> arguments(Refusal refusal) {
      return List.of();
    }

    @Override
    String shutOut(Command refusedCancellation) {
      return "";
    }

    @Override
    long version(long position) {
      return -1;
    }

    /** The new quantity is what is still wanted. */
    @Override
    long filled(OpenOrder amended) {
      return 0;
    }

    @Override
    long leastInterval() {
      return 1;
    }

    @Override
    boolean isAhead(MarketDefinition rules, long interval, long leadMillis, long time) {
      return false;
    }

    @Override
    Instant auction(MarketState state, long interval, long time) {
      return state.nextGate();
    }

    @Override
    boolean checksBudgetsBefore() {
      return false;
    }

    @Override
    long settlementInterval(long interval, long window) {
      return interval + window;
    }

    @Override
    long settlementAuction(long auction, long window) {
      return -1;
    }

    @Override
    boolean isSettled(MarketState state, long interval, long window) {
      return interval <= state.interval() - window;
    }

    @Override
    long most(long share) {
      return share == 0 ? Long.MAX_VALUE : share;
    }

    @Override
    void checkKey(String publicKey) throws InvalidKeyException {
      Ed25519.publicKey(publicKey);
    }

    @Override
    String factory(String participant) {
      return "";
    }

    @Override
    byte[] link(RecordHash hash, byte[] before, HashChainEntry link) {
      return hash.next(before, link.command());
    }

    @Override
    byte[] digest(RecordHash hash, OpenOrder order) {
      return hash.named(order);
    }

    @Override
    byte[] digest(RecordHash hash, CommandMemory memory) {
      return hash.named(memory);
    }

    @Override
    byte[] stateHash(StateHash of) {
      return of.sums();
    }
  },

  SECOND {
    private static final int QUOTED = 200;
    private static final byte[] NOTHING = RecordHash.zero();
    private static final long SHARE = 200_000;

    /** By so much the clocks of a node and of a broker may differ. */
    private static final long AHEAD_MILLIS = 1_000;

    /** Ten auctions a second are what a node holds in time, and views keep, of any market. */
    private static final long LEAST_INTERVAL = 100;

    @Override
    CommandName name(String participant, String id) {
      return new CommandName(participant, id);
    }

    @Override
    boolean canName(String text) {
      return !text.equals(".") && !text.equals("..") && text.indexOf('\0') < 0;
    }

    @Override
    String detail(Refusal refusal) {
      return refusal.detail(refusal.reason().laterSentence(), this::cut);
    }

    @Override
    List<String> arguments(Refusal refusal) {
      return refusal.arguments(this::cut);
    }

    private String cut(String text) {
      return text.codePointCount(0, text.length()) > QUOTED
          ? text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "..."
          : text;
    }

    @Override
    boolean remembers(Reason refused) {
      return super.remembers(refused) && refused != Reason.PARTICIPANT_INVALID;
    }

    @Override
    String shutOut(Command refusedCancellation) {
      String order = refusedCancellation.order();
      return Identity.commandId(order, this).isEmpty() ? order : "";
    }

    @Override
    long version(long position) {
      return position;
    }

    /** The new quantity is the whole, what is filled included. */
    @Override
    long filled(OpenOrder amended) {
      return amended.getFilled();
    }

    @Override
    long leastInterval() {
      return LEAST_INTERVAL;
    }

    @Override
    boolean isAhead(MarketDefinition rules, long interval, long leadMillis, long time) {
      return interval > Calendar.due(rules, time + AHEAD_MILLIS + leadMillis);
    }

    /** After an outage that is not the next by the calendar. */
    @Override
    Instant auction(MarketState state, long interval, long time) {
      MarketDefinition rules = state.rules().definition();
      long next = Math.max(Calendar.due(rules, time), state.interval() + 1);
      return Calendar.gateInReach(rules, interval == -1 ? next : interval);
    }

    @Override
    boolean checksBudgetsBefore() {
      return true;
    }

    @Override
    long settlementInterval(long interval, long window) {
      return -1;
    }

    @Override
    long settlementAuction(long auction, long window) {
      return auction + window;
    }

    /** After an outage fewer auctions were held than intervals are past. */
    @Override
    boolean isSettled(MarketState state, long interval, long window) {
      return interval <= state.interval() - window && !state.unsettled().hasUpTo(interval);
    }

    @Override
    long most(long share) {
      return share == 0 ? SHARE : share;
    }

    @Override
    void checkKey(String publicKey) throws InvalidKeyException {
      Ed25519.requireSafe(publicKey);
    }

    @Override
    String factory(String participant) {
      return participant;
    }

    @Override
    byte[] link(RecordHash hash, byte[] before, HashChainEntry link) {
      return hash.next(before, link.digest(), link.time(), link.answer());
    }

    /** Of the terms alone: all else is beside it in the state's hash. */
    @Override
    byte[] digest(RecordHash hash, OpenOrder order) {
      return hash.named((SpecificRecord) order.getTerms());
    }

    /** The chain of the log binds what is remembered. */
    @Override
    byte[] digest(RecordHash hash, CommandMemory memory) {
      return NOTHING;
    }

    @Override
    byte[] stateHash(StateHash of) {
      return of.ordered();
    }
  };

  /** The number of the last one. */
  static final int LAST = values().length - 1;

  /** What was refused for these may be anybody's, has no name to keep it by, or finds no room. */
  private static final Set<Reason> OF_NOBODY =
      EnumSet.of(
          Reason.COMMAND_ID_INVALID,
          Reason.COMMANDS_SHARE,
          Reason.SIGNATURE_MISSING,
          Reason.SIGNATURE_INVALID,
          Reason.SIGNATURE_EXPIRED);

  /**
   * @param definition one whose rulebook is known, as that of every market
   */
  static Rulebook of(MarketDefinition definition) {
    return values()[definition.getRulebook()];
  }

  /** The same of any definition. */
  static Optional<Rulebook> ifKnown(MarketDefinition definition) {
    int number = definition.getRulebook();
    return number < 0 || number > LAST ? Optional.empty() : Optional.of(values()[number]);
  }

  /** What names a command and its order. */
  abstract CommandName name(String participant, String id);

  /**
   * Whether a path can carry the name: {@code .} and {@code ..} are steps of it, NUL is refused.
   */
  abstract boolean canName(String text);

  /** The sentence of a refusal. */
  abstract String detail(Refusal refusal);

  /** The values in that sentence, as the answer carries them. */
  abstract List<String> arguments(Refusal refusal);

  /** Whether a command that was refused for this is remembered. */
  boolean remembers(Reason refused) {
    return !OF_NOBODY.contains(refused);
  }

  /** The order that a cancellation which found none shuts out from now on; empty where none. */
  abstract String shutOut(Command refusedCancellation);

  /** Of an order that the entry at this position changed. */
  abstract long version(long position);

  /** Lots that count as filled of the quantity which an amendment gives an order. */
  abstract long filled(OpenOrder amended);

  /** The shortest interval of a market, milliseconds. */
  abstract long leastInterval();

  /**
   * Whether what happens so long before the gate of the interval is ahead of the log.
   *
   * @param time of the entry
   */
  abstract boolean isAhead(MarketDefinition rules, long interval, long leadMillis, long time);

  /**
   * When the auction is held by whose period a budget is judged.
   *
   * @param interval the one that the order is for, or -1
   * @param time of the entry
   */
  abstract Instant auction(MarketState state, long interval, long time);

  /** Whether budgets are checked before an auction; else behind it. */
  abstract boolean checksBudgetsBefore();

  /** The first interval whose gate settles a trade of this one; -1 where auctions are counted. */
  abstract long settlementInterval(long interval, long window);

  /** The auction whose gate settles a trade of this one; -1 where intervals are counted. */
  abstract long settlementAuction(long auction, long window);

  /** Whether trades of an interval that is not waiting any more have been settled. */
  abstract boolean isSettled(MarketState state, long interval, long window);

  /** What a participant's share amounts to that the definition puts so. */
  abstract long most(long share);

  /**
   * @throws InvalidKeyException where the key may not be registered
   */
  abstract void checkKey(String publicKey) throws InvalidKeyException;

  /** Whose pool it is, as a clearing says. */
  abstract String factory(String participant);

  /** The next link of the input hash. */
  abstract byte[] link(RecordHash hash, byte[] before, HashChainEntry link);

  /** What is hashed of an open order when it comes, and kept. */
  abstract byte[] digest(RecordHash hash, OpenOrder order);

  /** The same of what is remembered. */
  abstract byte[] digest(RecordHash hash, CommandMemory memory);

  abstract byte[] stateHash(StateHash of);
}
