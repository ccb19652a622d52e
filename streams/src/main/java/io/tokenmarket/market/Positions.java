package io.tokenmarket.market;

import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sums over the open orders that are limited; they follow from the orders. */
final class Positions {
  /** So that a clearing fits a record of 16 MiB, its tiers and all. */
  private static final long CLEARING_BYTES = 15L << 20;

  /** Most bytes of an Avro long, and of the numbers in a line of a clearing. */
  private static final int LONG_BYTES = 10;

  private static final int LINE_BYTES = 8 * LONG_BYTES;

  private final Map<String, Long> lots = new HashMap<>();
  private final Map<String, Long> kilowatts = new HashMap<>();
  private long clearingBytes;
  private long lines;

  /** Steps of all open orders. */
  long lines() {
    return lines;
  }

  /** Steps of the order. */
  static int lines(OpenOrder order) {
    return order.getTerms() instanceof SupplyOffer offer
        ? 1 + offer.getSteps().size()
        : 1 + ((TokenDemand) order.getTerms()).getSteps().size();
  }

  /**
   * The first limit that the order exceeds.
   *
   * @param before the order it replaces, or null
   */
  Optional<Refusal> refusal(OpenOrder order, OpenOrder before, MarketDefinition rules) {
    return order.getTerms() instanceof SupplyOffer
        ? offer(order, before, rules.getPositionKilowatts())
        : demand(order, before, rules.getPositionLots());
  }

  private Optional<Refusal> demand(OpenOrder order, OpenOrder before, long most) {
    String owner = OpenOrders.owner(order);
    long sum = sum(lots, owner) + lots(order) - (before == null ? 0 : lots(before));
    return within(sum, most, owner, "lots an interval");
  }

  private Optional<Refusal> offer(OpenOrder order, OpenOrder before, long most) {
    String owner = OpenOrders.owner(order);
    long sum = sum(kilowatts, owner) + power(order) - (before == null ? 0 : power(before));
    long bytes = clearingBytes + bytes(order) - (before == null ? 0 : bytes(before));
    return within(sum, most, owner, "kW")
        .or(() -> Refusal.unless(bytes <= CLEARING_BYTES, Reason.OFFERS_FULL, CLEARING_BYTES));
  }

  private static Optional<Refusal> within(long sum, long most, String owner, String unit) {
    return Refusal.unless(most == 0 || sum <= most, Reason.POSITION_LIMIT, owner, sum, unit, most);
  }

  void add(OpenOrder order) {
    count(order, 1);
  }

  void remove(OpenOrder order) {
    count(order, -1);
  }

  private void count(OpenOrder order, int sign) {
    lines += sign * lines(order);
    if (order.getTerms() instanceof SupplyOffer) {
      add(kilowatts, order, sign * power(order));
      clearingBytes += sign * bytes(order);
    } else {
      add(lots, order, sign * lots(order));
    }
  }

  /** An owner without orders takes no memory. */
  private static void add(Map<String, Long> sums, OpenOrder order, long change) {
    sums.merge(OpenOrders.owner(order), change, (a, b) -> a + b == 0 ? null : (Long) (a + b));
  }

  private static long sum(Map<String, Long> sums, String owner) {
    return sums.getOrDefault(owner, 0L);
  }

  private static long lots(OpenOrder order) {
    return OpenOrders.wanted((TokenDemand) order.getTerms(), order.getFilled());
  }

  private static long power(OpenOrder order) {
    SupplyOffer offer = (SupplyOffer) order.getTerms();
    long sum = offer.getKilowatts();
    for (AskStep step : offer.getSteps()) {
      sum += step.getKilowatts();
    }
    return sum;
  }

  /**
   * The most that a clearing says of the offer: a line a step, with a run a tier; and its pools.
   */
  private static long bytes(OpenOrder order) {
    SupplyOffer offer = (SupplyOffer) order.getTerms();
    long names =
        length(offer.getCommandId())
            + length(offer.getParticipant())
            + length(offer.getSite())
            + length(offer.getHardware());
    long runs =
        offer.getRates().stream().mapToLong(rate -> LINE_BYTES + length(rate.getTier())).sum()
            + offer.getRecipes().stream().mapToLong(r -> LINE_BYTES + length(r.getTier())).sum();
    long bytes = LINE_BYTES + names + runs;
    for (AskStep step : offer.getSteps()) {
      bytes += LINE_BYTES + names;
      bytes += step.getRates().stream().mapToLong(r -> LINE_BYTES + length(r.getTier())).sum();
    }
    for (Pool pool : offer.getPools()) {
      bytes += LINE_BYTES + length(offer.getCommandId()) + length(pool.getPool());
    }
    return bytes;
  }

  private static long length(String name) {
    return LONG_BYTES + name.getBytes(StandardCharsets.UTF_8).length;
  }
}
