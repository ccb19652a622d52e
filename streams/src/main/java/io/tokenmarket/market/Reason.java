package io.tokenmarket.market;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Why a command has no effect: the reason codes of {@code docs/protocol.md}, each with its sentence
 * of what is wrong, where, and how to mend it.
 */
public enum Reason {
  IDENTITY_MISMATCH(
      403,
      "the record's key is '%s' but the command names '%s'; send it under the name it carries"),
  TOO_MANY_COMMANDS(
      429, "'%s' sends more commands than one participant may; send this one again, more slowly"),
  BATCH_TOO_LARGE(
      413,
      "the batch has %d commands in %d bytes; one has at most 1000 in 262144, so send two or more"),
  OTHER_MARKET(422, "the command is for market '%s' and its batch for '%s'; send it in another"),
  COMMAND_ID_INVALID(
      400,
      "the command id has %d characters; give it 1 to 200",
      "a command id of %d characters cannot be one; use 1 to 200, no NUL, and neither . nor .."),
  COMMAND_ID_CONFLICT(
      409, "command id '%s' was used for another command; make a new id for a new command"),
  MARKET_INVALID(
      400,
      "'%s' cannot name a market; use 1 to 200 characters and no slash",
      "'%s' cannot name a market; use 1 to 200 characters, no slash, no NUL, and neither . nor .."),
  PARTICIPANT_INVALID(
      400,
      "'%s' cannot name a participant; use 1 to 200 characters and no slash",
      "'%s' cannot name a participant; use 1 to 200 characters, no slash, no NUL, and neither . nor .."),
  UNKNOWN_MARKET(404, "market '%s' is not defined; check the name, or define it first"),
  MARKET_EXISTS(409, "market '%s' is already defined with other rules; define another market"),
  DEFINITION_INVALID(422, "%s is %s; give %s"),
  UNKNOWN_TIER(422, "there is no tier '%s'; the market has %s"),
  DUPLICATE_TIER(422, "the offer names tier %s twice; give one rate per tier"),
  NO_RATES(
      422, "the offer cannot make a lot of any tier in an interval; give a rate, or more power"),
  CAPACITY_OUT_OF_RANGE(422, "the offer's power is %d kW; offer 1 to 100000000 kW"),
  RATE_OUT_OF_RANGE(
      422,
      "tier %s: %d tokens/s per MW on %d kW; rates are 0 to 1000000000 and make at most 4294967296"
          + " lots an interval, so correct the rate or split the offer"),
  QUANTITY_OUT_OF_RANGE(422, "the demand is for %d lots; ask for 1 to 4294967296"),
  PRICE_OUT_OF_RANGE(422, "tier %s: the price is %d ticks; name 0 to 1073741823"),
  PRICE_OFF_GRID(422, "tier %s: the price is %d ticks; name a multiple of %d"),
  PRICE_UNDER_FLOOR(422, "tier %s: the price is %d ticks; name at least the floor of %d"),
  PRICE_OVER_CAP(422, "tier %s: the price is %d ticks; name at most the cap of %d"),
  INTERVALS_OUT_OF_RANGE(422, "the order stands for %d auctions; let it stand for 1 to 1000000"),
  ORDER_NOT_FOUND(
      404,
      "no order '%s' is open; it was never placed, or is cancelled or expired, so there is nothing"
          + " to cancel",
      "no order '%s' is open; it was never placed, or is filled, cancelled or expired"),
  NOT_OWNER(403, "order '%s' belongs to another participant; cancel your own orders only"),
  ORDER_CHANGED(
      412,
      "order '%s' has version %d, not %d; read it again, and send what you want of it as it is now"),
  ALREADY_CANCELLED(
      409,
      "a cancellation of order '%s' came before it, so it does not stand; place it under another"
          + " id if you want it"),
  WRONG_SIDE(409, "order '%s' is %s; cancel it as such"),
  BOOK_FULL(503, "the market holds %d open orders, which is its limit; cancel some or wait"),
  STEPS_SHARE(
      422,
      "with this order '%s' has %d steps open; one participant may have %d, so cancel some, or wait"),
  COMMANDS_SHARE(
      429,
      "the market remembers %d commands of '%s', which is the most of one participant; wait for"
          + " auctions, or cancel what is open"),
  NOT_OPERATOR(403, "'%s' did not define market '%s'; only who did may operate it"),
  MARKET_HALTED(503, "market '%s' is halted; cancel what you want to, or wait until it is resumed"),
  NO_CANCEL_PHASE(
      409,
      "order '%s' stays as it is until the gate of interval %d, which is close; amend or cancel it"
          + " behind that"),
  NAME_TOO_LONG(422, "the %s has %d characters; give it at most 200"),
  STEPS_INVALID(422, "step %d: %s; give at most 15 steps behind the first, as the protocol says"),
  POOLS_INVALID(422, "%s; give two pools and recipes over both, as the protocol says"),
  LIFETIME_INVALID(
      422,
      "the order is for %d auctions, interval %d, until cancelled %s; name one of the three, with"
          + " intervals 1 for the others"),
  INTERVAL_PASSED(
      409,
      "the order is for interval %d, but the gate of interval %d has closed; name a later one"),
  POSITION_LIMIT(422, "with this order '%s' has %d %s open; the market allows %d"),
  BUDGET_EXCEEDED(
      402, "the budget of '%s': the order may cost %d nano-dollars, %d are left; ask for less"),
  BUDGET_INVALID(
      422,
      "period '%s', %s nano-dollars, base salary %s; give DAY or YEAR, and one of the two amounts,"
          + " from 0 to 4611686018427387903"),
  OFFERS_FULL(503, "what a clearing says of all offers would exceed %d bytes; wait, or offer less"),
  UNKNOWN_TRADE(
      404,
      "no trade of interval %d with number %d waits for its delivery; give both as in the trade"),
  NOT_SELLER(403, "trade %d of interval %d was sold by another factory; report your own only"),
  TOKENS_OUT_OF_RANGE(422, "%d tokens cannot be delivered of a trade; report 0 to %d"),
  DELIVERY_LATE(409, "interval %d is settled, with trade %d as it was reported before that gate"),
  DELIVERY_CONFLICT(
      409,
      "%d tokens were reported of trade %d of interval %d; the first report of a trade counts"),
  SIGNATURE_MISSING(
      403,
      "the commands of '%s' to market '%s' must be signed and this one is not; sign it with his key,"
          + " in the header signature-ed25519"),
  SIGNATURE_INVALID(
      403,
      "the header signature-ed25519 does not sign this command with the key of '%s'; sign the"
          + " command's text, as the protocol says, with the key that is registered now"),
  SIGNATURE_EXPIRED(
      403,
      "the signature holds until %d and the gate of %d has closed; sign the command again, with a"
          + " later time"),
  KEY_INVALID(
      422, "'%s' is no public key of Ed25519: %s; give the 32 bytes of the public key in base64"),
  NO_SIGNING_KEY(
      409, "'%s' has no key in market '%s' to replace; the market's operator registers the first"),
  RULES_CHANGED(
      409,
      "order '%s' breaks the market's new rules (%s) and was taken out; send one that does not"),
  POISON(
      500,
      "order '%s' made the auction of interval %d fail and was taken out of the book; do not send it"
          + " again, tell the operator"),
  AUCTION_FAILED(
      503,
      "the auction of interval %d failed by itself and the exchange halted market '%s'; no order is"
          + " at fault, and whoever resumes the market has it tried again");

  private final int httpStatus;
  private final String sentence;
  private final String laterSentence;

  Reason(int httpStatus, String sentence) {
    this(httpStatus, sentence, sentence);
  }

  /**
   * @param laterSentence the one of rulebooks behind the first, whose sentences are in hashes
   */
  Reason(int httpStatus, String sentence, String laterSentence) {
    this.httpStatus = httpStatus;
    this.sentence = sentence;
    this.laterSentence = laterSentence;
  }

  /** What REST answers to a command that is refused for it. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The sentence of the first rulebook, filled in; long names are cut. */
  public String detail(Object... places) {
    return Rulebook.FIRST.detail(Refusal.of(this, places));
  }

  /** The values in that sentence, as an answer carries them. */
  public List<String> arguments(Object... places) {
    return Rulebook.SECOND.arguments(Refusal.of(this, places));
  }

  String sentence() {
    return sentence;
  }

  String laterSentence() {
    return laterSentence;
  }

  /** What was put into the places of such a sentence, as text; empty where it is another. */
  public Optional<List<String>> places(String detail) {
    return places(sentence, detail).or(() -> places(laterSentence, detail));
  }

  private static Optional<List<String>> places(String sentence, String detail) {
    String pattern =
        "\\Q" + sentence.replace("%d", "\\E(-?\\d+)\\Q").replace("%s", "\\E(.*)\\Q") + "\\E";
    Matcher places = Pattern.compile(pattern, Pattern.DOTALL).matcher(detail);
    return places.matches()
        ? Optional.of(
            IntStream.rangeClosed(1, places.groupCount()).mapToObj(places::group).toList())
        : Optional.empty();
  }
}
