package io.tokenmarket.market;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A broken rule: its code, and the values of the sentence that goes with it. */
record Refusal(Reason reason, List<Object> places) {

  /** A refusal for this reason unless the rule holds. */
  static Optional<Refusal> unless(boolean holds, Reason reason, Object... places) {
    return holds ? Optional.empty() : because(reason, places);
  }

  /**
   * A refusal for this reason. Where nearly every order holds to a rule, the rule is asked before:
   * its places are then made for no order that does.
   */
  static Optional<Refusal> because(Reason reason, Object... places) {
    return Optional.of(of(reason, places));
  }

  static Refusal of(Reason reason, Object... places) {
    return new Refusal(reason, Collections.unmodifiableList(Arrays.asList(places)));
  }

  /**
   * The sentence with its places filled in order.
   *
   * @param cut what becomes of text: a sender's may be a megabyte, and its answer need not be
   */
  String detail(String sentence, UnaryOperator<String> cut) {
    return String.format(Locale.ROOT, sentence, places.stream().map(p -> cut(p, cut)).toArray());
  }

  /** The values as text. */
  List<String> arguments(UnaryOperator<String> cut) {
    return places.stream().map(place -> String.valueOf(cut(place, cut))).toList();
  }

  private static Object cut(Object place, UnaryOperator<String> cut) {
    return place instanceof String text ? cut.apply(text) : place;
  }
}
