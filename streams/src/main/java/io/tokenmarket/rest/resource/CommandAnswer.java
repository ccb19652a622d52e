package io.tokenmarket.rest.resource;

import java.time.Instant;
import java.util.List;

/**
 * The exchange's answer to a command that took effect.
 *
 * @param commandId the idempotency key
 * @param logPosition where the command is in the market's log; pass it as {@code position} to read
 *     what follows from it
 * @param repeated whether the command had been answered before
 * @param outcome of the next auction, null where it was not asked for or not held in time
 */
public record CommandAnswer(
    String market,
    String participant,
    String commandId,
    String orderId,
    long logPosition,
    boolean repeated,
    @Nullable Outcome outcome) {

  /**
   * What an auction gave the order.
   *
   * @param awards by tier, empty where it got nothing
   */
  public record Outcome(long interval, Instant at, long logPosition, List<Award> awards) {}
}
