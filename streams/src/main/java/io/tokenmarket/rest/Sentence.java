package io.tokenmarket.rest;

import io.tokenmarket.clearing.FillReason;
import io.tokenmarket.schemas.Units;
import java.util.OptionalLong;

/** A reason of the auction in words. */
final class Sentence {
  private final FillReason reason;
  private final String bound;
  private final String needs;

  /**
   * @param bound what the order names: limit or ask
   * @param needs what precedes the price that would have done
   */
  Sentence(FillReason reason, String bound, String needs) {
    this.reason = reason;
    this.bound = bound;
    this.needs = needs;
  }

  String text() {
    return switch (reason.verdict()) {
      case FILLED -> "Filled at " + dollars(reason.price()) + ".";
      case CANNOT_MAKE -> "The offer cannot make this tier.";
      case PRICED_OUT ->
          "The price was " + dollars(reason.price()) + ", the " + named() + ". " + mend();
      case BETTER_ELSEWHERE -> "The power earned more in another tier. " + mend();
      case OUTRANKED ->
          "The " + named() + " was at the margin and earlier orders took what there was. " + mend();
      case ROUNDED ->
          "What is missing was lost to whole lots, although the "
              + named()
              + " was good enough. "
              + mend();
    };
  }

  private String named() {
    return bound + " " + dollars(reason.named());
  }

  private String mend() {
    OptionalLong needed = reason.needed();
    return needed.isEmpty()
        ? "No " + bound + " would have filled it."
        : "The " + bound + " " + needs + " " + dollars(needed.getAsLong()) + ".";
  }

  private static String dollars(long ticks) {
    return "$" + Units.price(ticks).toPlainString();
  }
}
