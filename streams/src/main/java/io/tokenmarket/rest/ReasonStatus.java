package io.tokenmarket.rest;

import java.util.Map;

/** HTTP status of the protocol's reason codes, as its table has it. */
final class ReasonStatus {
  /** The command can be read but not granted: true of every code that is not named here. */
  private static final int UNPROCESSABLE = 422;

  private static final Map<String, Integer> OTHERS =
      Map.ofEntries(
          Map.entry("IDENTITY_MISMATCH", 403),
          Map.entry("COMMAND_ID_INVALID", 400),
          Map.entry("COMMAND_ID_CONFLICT", 409),
          Map.entry("MARKET_INVALID", 400),
          Map.entry("PARTICIPANT_INVALID", 400),
          Map.entry("UNKNOWN_MARKET", 404),
          Map.entry("MARKET_EXISTS", 409),
          Map.entry("ORDER_NOT_FOUND", 404),
          Map.entry("NOT_OWNER", 403),
          Map.entry("WRONG_SIDE", 409),
          Map.entry("BOOK_FULL", 503),
          Map.entry("NOT_OPERATOR", 403),
          Map.entry("MARKET_HALTED", 503),
          Map.entry("NO_CANCEL_PHASE", 409),
          Map.entry("INTERVAL_PASSED", 409),
          Map.entry("BUDGET_EXCEEDED", 402),
          Map.entry("OFFERS_FULL", 503),
          Map.entry("UNKNOWN_TRADE", 404),
          Map.entry("NOT_SELLER", 403),
          Map.entry("DELIVERY_LATE", 409),
          Map.entry("DELIVERY_CONFLICT", 409),
          Map.entry("SIGNATURE_MISSING", 403),
          Map.entry("SIGNATURE_INVALID", 403),
          Map.entry("SIGNATURE_EXPIRED", 403),
          Map.entry("NO_SIGNING_KEY", 409),
          Map.entry("RULES_CHANGED", 409),
          Map.entry("POISON", 500));

  private ReasonStatus() {}

  static int of(String reason) {
    return OTHERS.getOrDefault(reason, UNPROCESSABLE);
  }
}
