package io.tokenmarket.market;

import java.util.Optional;

/** A broken rule: its code and the sentence that goes with it. */
record Refusal(Reason reason, String detail) {

  /** A refusal for this reason unless the rule holds. */
  static Optional<Refusal> unless(boolean holds, Reason reason, Object... places) {
    return holds ? Optional.empty() : Optional.of(of(reason, places));
  }

  static Refusal of(Reason reason, Object... places) {
    return new Refusal(reason, reason.detail(places));
  }
}
