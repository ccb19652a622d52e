package io.tokenmarket.clearing;

import java.util.OptionalLong;

/**
 * Why an order was filled or not.
 *
 * @param verdict the reason
 * @param price clearing price of the tier, ticks
 * @param named limit of the bid or ask of the offer, ticks
 * @param atThesePrices the limit or ask, in ticks, that the duals ask for: at these prices the
 *     order would have been no worse off filled; empty if no price of the range would do
 * @param needed the limit or ask, in ticks, nearest to the one named that would have filled the
 *     order, all else as it was and the prices found anew: the bid whole, the offer with a lot or
 *     more; the one named if it was filled; empty if none would have
 */
public record FillReason(
    Verdict verdict, long price, long named, OptionalLong atThesePrices, OptionalLong needed) {

  /** What decided. */
  public enum Verdict {
    /** The bid got all it wanted; the offer makes some of the tier. */
    FILLED,
    /** The limit is below the price, or the ask above it. */
    PRICED_OUT,
    /** The offer's power earns more in another tier. */
    BETTER_ELSEWHERE,
    /** At the margin: orders as good and earlier, or better, took what there was. */
    OUTRANKED,
    /** The limit is above the price, but the lots that are missing were lost to whole lots. */
    ROUNDED,
    /** The offer cannot make the tier. */
    CANNOT_MAKE
  }

  /** By how much the limit or the ask was too low (positive) or too high (negative), ticks. */
  public OptionalLong change() {
    return needed.isPresent() ? OptionalLong.of(needed.getAsLong() - named) : OptionalLong.empty();
  }
}
