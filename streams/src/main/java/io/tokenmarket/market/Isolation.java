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
final class Isolation<T> {
  private final Function<List<OpenOrder>, T> auction;
  private final List<OpenOrder> sound;
  private final List<OpenOrder> poisonous = new ArrayList<>();

  /**
   * @param orders in log order
   * @param auction what may throw
   */
  Isolation(Collection<OpenOrder> orders, Function<List<OpenOrder>, T> auction) {
    this.sound = new ArrayList<>(orders);
    this.auction = auction;
  }

  /**
   * The auction over all orders but the poisonous ones.
   *
   * @throws RuntimeException what the auction throws over an empty book: then no order is at fault
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

  /** The empty book comes first: where that throws, it goes up to whoever runs the market. */
  private T withoutPoison() {
    auction.apply(List.of());
    int clears = 0;
    Optional<T> held = Optional.empty();
    while (held.isEmpty()) {
      clears = longestThatClears(clears);
      poisonous.add(sound.remove(clears));
      held = attempt(sound.size());
    }
    return held.get();
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
   */
  private Optional<T> attempt(int orders) {
    try {
      return Optional.of(auction.apply(sound.subList(0, orders)));
    } catch (RuntimeException thrown) {
      return Optional.empty();
    }
  }
}
