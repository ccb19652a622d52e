package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.math.BigInteger;

/** How much of an offer's power is used. */
final class Power {
  private Power() {}

  /**
   * The numerator of {@code 1 - sum of made / fullRun}, over the product of the full runs of the
   * tiers made: negative if the offer runs above its power.
   */
  static BigInteger idleOver(Book book, Outcome outcome, int offer) {
    BigInteger idle = BigInteger.ONE;
    BigInteger whole = BigInteger.ONE;
    for (int t = 0; t < book.tiers(); t++) {
      if (outcome.made(offer, t) > 0) {
        BigInteger run = BigInteger.valueOf(book.fullRun(offer, t));
        BigInteger made = BigInteger.valueOf(outcome.made(offer, t));
        idle = idle.multiply(run).subtract(whole.multiply(made));
        whole = whole.multiply(run);
      }
    }
    return idle;
  }
}
