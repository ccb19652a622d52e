package io.tokenmarket.rest;

import io.tokenmarket.market.Reason;
import java.util.Arrays;

/** HTTP status of the protocol's reason codes, as its table has it. */
final class ReasonStatus {
  /** The command can be read but not granted: what is thought of a code of a newer exchange. */
  private static final int UNPROCESSABLE = 422;

  private ReasonStatus() {}

  static int of(String reason) {
    return Arrays.stream(Reason.values())
        .filter(code -> code.name().equals(reason))
        .findFirst()
        .map(Reason::httpStatus)
        .orElse(UNPROCESSABLE);
  }
}
