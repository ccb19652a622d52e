package io.tokenmarket.rest;

import static java.util.Map.entry;

import io.tokenmarket.market.Reason;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the exchange refused a command, in the units of REST: the protocol's sentence speaks to its
 * own readers of ticks and lots.
 */
final class ReasonSentence {
  /** A place of a sentence: the number of its argument, and what it is there. */
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::(\\w+))?}");

  /** A quantity within an argument that is a text itself. */
  private static final Pattern QUANTITY = Pattern.compile("(-?\\d+) (lots?|ticks?|kW)\\b");

  /** Whose sentence holds a text of the exchange with a quantity in it. */
  private static final Set<Reason> QUOTING = EnumSet.of(Reason.STEPS_INVALID);

  private static final Map<Reason, String> SENTENCES =
      new EnumMap<>(
          Map.ofEntries(
              entry(
                  Reason.IDENTITY_MISMATCH,
                  "The command came under the name \"{1}\" but names \"{2}\"; send it under the name it carries."),
              entry(
                  Reason.NO_RATES,
                  "The offer cannot make 1000 tokens of any tier in an interval; give a rate, or more power."),
              entry(
                  Reason.CAPACITY_OUT_OF_RANGE,
                  "The offer's power is {1:mw} MW; offer 0.001 to 100000 MW."),
              entry(
                  Reason.RATE_OUT_OF_RANGE,
                  "Tier {1}: {2} tokens/s per MW on {3:mw} MW; rates are 0 to 1000000000 and make at most 4294967296000 tokens an interval, so correct the rate or split the offer."),
              entry(
                  Reason.QUANTITY_OUT_OF_RANGE,
                  "The demand is for {1:tokens} tokens; ask for 1000 to 4294967296000."),
              entry(
                  Reason.PRICE_OUT_OF_RANGE,
                  "Tier {1}: the price is ${2:price} per million tokens; name $0 to $1073.741823."),
              entry(
                  Reason.PRICE_OFF_GRID,
                  "Tier {1}: the price is ${2:price} per million tokens; name a multiple of ${3:price}."),
              entry(
                  Reason.PRICE_UNDER_FLOOR,
                  "Tier {1}: the price is ${2:price} per million tokens; name at least the floor of ${3:price}."),
              entry(
                  Reason.PRICE_OVER_CAP,
                  "Tier {1}: the price is ${2:price} per million tokens; name at most the cap of ${3:price}."),
              entry(
                  Reason.POSITION_LIMIT,
                  "With this order \"{1}\" has {2:position} open; the market allows {4:position}."),
              entry(
                  Reason.ORDER_NOT_FOUND,
                  "No order \"{1}\" is open; it was never placed, or is filled, cancelled or expired."),
              entry(
                  Reason.LIFETIME_INVALID,
                  "The order has intervals {1}, interval {2:interval} and untilCancelled {3}; name one of the three, with intervals 1 or left out for the others."),
              entry(
                  Reason.BUDGET_EXCEEDED,
                  "The budget of \"{1}\": the order may cost ${2:money}, ${3:money} is left; ask for less."),
              entry(
                  Reason.BUDGET_INVALID,
                  "Period \"{1}\", amount {2:money}, base salary {3:money}; give DAY or YEAR, and one of the two in $, from 0 to 4611686018.427387903."),
              entry(
                  Reason.SIGNATURE_EXPIRED,
                  "The signature holds until {1:time} and the gate of {2:time} has closed; sign the command again, with a later time.")));

  private final List<String> arguments;

  private ReasonSentence(List<String> arguments) {
    this.arguments = arguments;
  }

  /**
   * @param reason its code
   * @param arguments of the protocol's sentence; empty where they must be taken from it
   * @param detail the protocol's sentence
   */
  static String of(String reason, List<String> arguments, String detail) {
    return known(reason)
        .map(code -> of(code, arguments, detail))
        .orElseGet(() -> sentence(inTheseUnits(detail)));
  }

  /** A newer exchange may have reasons that this node does not know. */
  private static Optional<Reason> known(String reason) {
    return Arrays.stream(Reason.values()).filter(code -> code.name().equals(reason)).findFirst();
  }

  private static String of(Reason reason, List<String> arguments, String detail) {
    String template = SENTENCES.get(reason);
    List<String> places = arguments.isEmpty() ? reason.places(detail).orElse(List.of()) : arguments;
    if (template != null && (!places.isEmpty() || !PLACE.matcher(template).find())) {
      return new ReasonSentence(places).fill(template);
    }
    return sentence(QUOTING.contains(reason) ? inTheseUnits(detail) : detail);
  }

  private String fill(String template) {
    return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(filled(place)));
  }

  private String filled(MatchResult place) {
    int number = Integer.parseInt(place.group(1));
    String argument = number <= arguments.size() ? arguments.get(number - 1) : "?";
    String unit = place.group(2);
    boolean counts = unit != null && argument.matches("-?\\d+");
    return counts ? converted(new BigInteger(argument), unit) : argument;
  }

  private String converted(BigInteger number, String unit) {
    return switch (unit) {
      case "tokens" -> Resources.tokens(number).toString();
      case "mw" -> megawatts(number);
      case "price" -> price(number);
      case "money" -> Units.money(number).toPlainString();
      case "time" -> Instant.ofEpochMilli(number.longValue()).toString();
      case "interval" -> number.signum() < 0 ? "left out" : number.toString();
      case "position" ->
          arguments.get(2).equals("kW")
              ? megawatts(number) + " MW"
              : Resources.tokens(number) + " tokens an interval";
      default -> throw new IllegalArgumentException(unit);
    };
  }

  private static String price(BigInteger ticks) {
    return new BigDecimal(ticks, Units.price(0).scale()).toPlainString();
  }

  private static String megawatts(BigInteger kilowatts) {
    return new BigDecimal(kilowatts, 3).toPlainString();
  }

  private static String inTheseUnits(String text) {
    return QUANTITY
        .matcher(text)
        .replaceAll(
            found -> {
              BigInteger number = new BigInteger(found.group(1));
              return switch (found.group(2).charAt(0)) {
                case 'l' -> Resources.tokens(number) + " tokens";
                case 't' -> "\\$" + price(number);
                default -> megawatts(number) + " MW";
              };
            });
  }

  /** The protocol's are parts of a line of a log: they begin small and end open. */
  private static String sentence(String text) {
    String begun =
        text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
