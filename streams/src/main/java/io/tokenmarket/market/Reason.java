package io.tokenmarket.market;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why a command has no effect: the reason codes of {@code docs/protocol.md}, each with its sentence
 * of what is wrong, where, and how to mend it.
 */
public enum Reason {
  IDENTITY_MISMATCH(
      "the record's key is '%s' but the command names '%s'; send it under the name it carries"),
  COMMAND_ID_INVALID("the command id has %d characters; give it 1 to 200"),
  COMMAND_ID_CONFLICT(
      "command id '%s' was used for another command; make a new id for a new command"),
  MARKET_INVALID("'%s' cannot name a market; use 1 to 200 characters and no slash"),
  PARTICIPANT_INVALID("'%s' cannot name a participant; use 1 to 200 characters and no slash"),
  UNKNOWN_MARKET("market '%s' is not defined; check the name, or define it first"),
  MARKET_EXISTS("market '%s' is already defined with other rules; define another market"),
  DEFINITION_INVALID("%s is %s; give %s"),
  UNKNOWN_TIER("there is no tier '%s'; the market has %s"),
  DUPLICATE_TIER("the offer names tier %s twice; give one rate per tier"),
  NO_RATES("the offer cannot make a lot of any tier in an interval; give a rate, or more power"),
  CAPACITY_OUT_OF_RANGE("the offer's power is %d kW; offer 1 to 100000000 kW"),
  RATE_OUT_OF_RANGE(
      "tier %s: %d tokens/s per MW on %d kW; rates are 0 to 1000000000 and make at most 4294967296"
          + " lots an interval, so correct the rate or split the offer"),
  QUANTITY_OUT_OF_RANGE("the demand is for %d lots; ask for 1 to 4294967296"),
  PRICE_OUT_OF_RANGE("tier %s: the price is %d ticks; name 0 to 1073741823"),
  PRICE_OFF_GRID("tier %s: the price is %d ticks; name a multiple of %d"),
  PRICE_UNDER_FLOOR("tier %s: the price is %d ticks; name at least the floor of %d"),
  PRICE_OVER_CAP("tier %s: the price is %d ticks; name at most the cap of %d"),
  INTERVALS_OUT_OF_RANGE("the order stands for %d auctions; let it stand for 1 to 1000000"),
  ORDER_NOT_FOUND(
      "no order '%s' is open; it was never placed, or is cancelled or expired, so there is nothing"
          + " to cancel"),
  NOT_OWNER("order '%s' belongs to another participant; cancel your own orders only"),
  WRONG_SIDE("order '%s' is %s; cancel it as such"),
  BOOK_FULL("the market holds %d open orders, which is its limit; cancel some or wait"),
  POISON(
      "order '%s' made the auction of interval %d fail and was taken out of the book; do not send it"
          + " again, tell the operator");

  private static final int QUOTED = 80;

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** The sentence with its places filled in order; long names are cut. */
  public String detail(Object... places) {
    return String.format(Locale.ROOT, sentence, Arrays.stream(places).map(Reason::cut).toArray());
  }

  /** A sender's text may be a megabyte; its answer need not be. */
  private static Object cut(Object place) {
    return place instanceof String text && text.length() > QUOTED
        ? text.substring(0, QUOTED) + "..."
        : place;
  }
}
