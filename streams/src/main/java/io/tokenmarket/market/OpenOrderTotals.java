package io.tokenmarket.market;

import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums over the open orders that are limited; they follow from the orders. */
final class OpenOrderTotals {
  /** What a clearing says of all offers: it is published in one transaction. */
  static final long MOST_BYTES = 48L << 20;

  /** The same where the definition says nothing. */
  private static final long USUAL_BYTES = 15L << 20;

  /** Most bytes of an Avro long, and of the numbers in a line of a clearing. */
  private static final int LONG_BYTES = 10;

  private static final int LINE_BYTES = 8 * LONG_BYTES;

  /** What one owner has open. */
  private static final class Sums {
    private static final Sums NONE = new Sums();

    private long lots;
    private long kilowatts;
    private long steps;
  }

  private final Map<String, Sums> owners = new HashMap<>();
  private long clearingBytes;
  private long lines;

  /** Steps of all open orders. */
  long lines() {
    return lines;
  }

  /**
   * The refusal of an order with which its owner has more steps open than one may.
   *
   * @param before the order it replaces, or null
   */
  Optional<Refusal> share(OpenOrder order, OpenOrder before, long most) {
    String owner = OpenOrders.owner(order);
    long sum = of(owner).steps + lines(order) - (before == null ? 0 : lines(before));
    return sum <= most ? Optional.empty() : Refusal.because(Reason.STEPS_SHARE, owner, sum, most);
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
        ? offer(order, before, rules)
        : demand(order, before, rules.getPositionLots());
  }

  private Optional<Refusal> demand(OpenOrder order, OpenOrder before, long most) {
    String owner = OpenOrders.owner(order);
    long sum = of(owner).lots + lots(order) - (before == null ? 0 : lots(before));
    return within(sum, most, owner, "lots an interval");
  }

  private Optional<Refusal> offer(OpenOrder order, OpenOrder before, MarketDefinition rules) {
    long most = rules.getClearingBytes() == 0 ? USUAL_BYTES : rules.getClearingBytes();
    String owner = OpenOrders.owner(order);
    long sum = of(owner).kilowatts + power(order) - (before == null ? 0 : power(before));
    long bytes = clearingBytes + bytes(order) - (before == null ? 0 : bytes(before));
    return within(sum, rules.getPositionKilowatts(), owner, "kW")
        .or(() -> Refusal.unless(bytes <= most, Reason.OFFERS_FULL, most));
  }

  private static Optional<Refusal> within(long sum, long most, String owner, String unit) {
    return most == 0 || sum <= most
        ? Optional.empty()
        : Refusal.because(Reason.POSITION_LIMIT, owner, sum, unit, most);
  }

  void add(OpenOrder order) {
    count(order, 1);
  }

  void remove(OpenOrder order) {
    count(order, -1);
  }

  private void count(OpenOrder order, int sign) {
    String owner = OpenOrders.owner(order);
    Sums sums = owners.computeIfAbsent(owner, none -> new Sums());
    lines += sign * lines(order);
    sums.steps += sign * lines(order);
    if (order.getTerms() instanceof SupplyOffer) {
      sums.kilowatts += sign * power(order);
      clearingBytes += sign * bytes(order);
    } else {
      sums.lots += sign * lots(order);
    }
    forgetWithout(owner, sums);
  }

  /** An owner without orders takes no memory. */
  private void forgetWithout(String owner, Sums sums) {
    if (sums.steps == 0) {
      owners.remove(owner);
    }
  }

  private Sums of(String owner) {
    return owners.getOrDefault(owner, Sums.NONE);
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
    long bytes = LINE_BYTES + names + bytes(offer.getRates());
    for (Recipe recipe : offer.getRecipes()) {
      bytes += LINE_BYTES + length(recipe.getTier());
    }
    for (AskStep step : offer.getSteps()) {
      bytes += LINE_BYTES + names + bytes(step.getRates());
    }
    for (Pool pool : offer.getPools()) {
      bytes += LINE_BYTES + length(offer.getCommandId()) + length(pool.getPool());
    }
    return bytes;
  }

  private static long bytes(List<TierRate> rates) {
    long bytes = 0;
    for (TierRate rate : rates) {
      bytes += LINE_BYTES + length(rate.getTier());
    }
    return bytes;
  }

  private static long length(String name) {
    return LONG_BYTES + name.getBytes(StandardCharsets.UTF_8).length;
  }
}
