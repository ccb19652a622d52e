package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds an auction that a poisonous order makes throw: finds the order by bisection, takes it out
 * and tries again with the rest.
 *
 * <p>Poisonous is the order with which the book, filled in log order, first throws: of two that
 * only throw together it is the later one. Each costs about log2(orders) auctions. What throws is a
 * function of the book and the solver, so the same log takes out the same orders.
 *
 * @param <T> what the auction gives
 */
final class PoisonSearch<T> {
  /** Without so many orders an auction must be held, else they are not its fault. */
  private static final int MOST_POISONOUS = 8;

  private final Function<List<OpenOrder>, T> auction;
  private final List<OpenOrder> sound;
  private final List<OpenOrder> poisonous = new ArrayList<>();

  /** What the auction threw last. */
  private RuntimeException last;

  /**
   * @param orders in log order
   * @param auction what may throw
   */
  PoisonSearch(Collection<OpenOrder> orders, Function<List<OpenOrder>, T> auction) {
    this.sound = new ArrayList<>(orders);
    this.auction = auction;
  }

  /**
   * The auction over all orders but the poisonous ones.
   *
   * @throws AuctionFailedException where no order is known to cause it
   */
  T hold() {
    Optional<T> held = attempt(sound.size());
    return held.isPresent() ? held.get() : withoutPoison();
  }

  /** The orders the auction was held with, in log order. */
  List<OpenOrder> sound() {
    return Collections.unmodifiableList(sound);
  }

  /** The orders taken out, in log order. */
  List<OpenOrder> poisonous() {
    return Collections.unmodifiableList(poisonous);
  }

  private T withoutPoison() {
    int clears = 0;
    requireHeldOverNothing();
    Optional<T> held = Optional.empty();
    while (held.isEmpty()) {
      if (poisonous.size() == MOST_POISONOUS) {
        throw new AuctionFailedException("It fails without " + poisonous.size() + " orders.", last);
      }
      clears = longestThatClears(clears);
      poisonous.add(sound.remove(clears));
      held = attempt(sound.size());
    }
    return held.get();
  }

  /** Where even that fails, no order is at fault. */
  private void requireHeldOverNothing() {
    if (attempt(0).isEmpty()) {
      throw new AuctionFailedException("It fails without any order.", last);
    }
  }

  /** So many first orders clear, and throw with the next one. */
  private int longestThatClears(int least) {
    int clears = least;
    int fails = sound.size();
    while (fails - clears > 1) {
      int middle = (clears + fails) >>> 1;
      if (attempt(middle).isPresent()) {
        clears = middle;
      } else {
        fails = middle;
      }
    }
    return clears;
  }

  /**
   * The auction over the first so many orders, empty where it throws. An error of the machine, as
   * that its memory is exhausted, is no order's fault and is not caught.
   *
   * @throws AuctionFailedException where one of the auction's own checks does not hold
   */
  private Optional<T> attempt(int orders) {
    try {
      return Optional.of(auction.apply(sound.subList(0, orders)));
    } catch (IllegalStateException broken) {
      throw new AuctionFailedException("One of its checks does not hold.", broken);
    } catch (RuntimeException thrown) {
      last = thrown;
      return Optional.empty();
    }
  }
}
