package io.tokenmarket.rest;

import java.util.Map;

/** HTTP status of the protocol's reason codes. */
final class ReasonStatus {
  /** The command can be read but not granted: true of every code that is not named here. */
  private static final int UNPROCESSABLE = 422;

  private static final Map<String, Integer> OTHERS =
      Map.ofEntries(
          Map.entry("IDENTITY_MISMATCH", 403),
          Map.entry("NOT_OWNER", 403),
          Map.entry("NOT_OPERATOR", 403),
          Map.entry("UNKNOWN_MARKET", 404),
          Map.entry("ORDER_NOT_FOUND", 404),
          Map.entry("COMMAND_ID_CONFLICT", 409),
          Map.entry("MARKET_EXISTS", 409),
          Map.entry("NO_CANCEL_PHASE", 409),
          Map.entry("MARKET_HALTED", 409),
          Map.entry("BOOK_FULL", 409));

  private ReasonStatus() {}

  static int of(String reason) {
    return OTHERS.getOrDefault(reason, UNPROCESSABLE);
  }
}
