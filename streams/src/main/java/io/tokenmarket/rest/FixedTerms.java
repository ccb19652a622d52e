package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.Demand;
import io.tokenmarket.rest.resource.Offer;

/**
 * What an amendment gives again but does not change. It may be left out; where it is given, it must
 * be the order's own.
 */
final class FixedTerms {
  private FixedTerms() {}

  static void require(Offer given, Offer stands) {
    same("site", given.site(), stands.site());
    same("hardware", given.hardware(), stands.hardware());
    same("intervals", given.intervals(), stands.intervals());
    same("untilCancelled", given.untilCancelled(), stands.untilCancelled());
    same("interval", given.interval(), stands.interval());
  }

  static void require(Demand given, Demand stands) {
    same("tier", given.tier(), stands.tier());
    same("intervals", given.intervals(), stands.intervals());
    same("once", given.once(), stands.once());
    same("untilCancelled", given.untilCancelled(), stands.untilCancelled());
    same("interval", given.interval(), stands.interval());
  }

  private static void same(String field, Object given, Object stands) {
    if (given != null && !given.equals(stands)) {
      throw ProblemType.BAD_BODY.because(
          "The field \"%s\" of the body is %s, but the order's is %s, which no amendment changes; cancel the order and place another."
              .formatted(field, given, stands));
    }
  }
}
