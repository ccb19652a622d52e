package io.tokenmarket.producers.strategy;

import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.util.Optional;

/**
 * How one participant departs from the truth, and what it learns from. One object serves one
 * participant: it is asked for its orders interval by interval and told of its awards in between.
 * The same answers to the same questions, always; chance comes from a {@link
 * io.tokenmarket.producers.demand.Draw}.
 */
public interface Strategy {
  /** Asks are costs and limits are values. */
  Strategy TRUTHFUL = new Strategy() {};

  /**
   * What a factory sends in place of the offer whose asks are its costs.
   *
   * @param truthful of this interval
   */
  default SupplyOffer offer(long interval, SupplyOffer truthful) {
    return truthful;
  }

  /**
   * What an app sends in place of the demand whose limit is its value; empty for nothing.
   *
   * @param truthful of this interval, which may have several
   */
  default Optional<TokenDemand> demand(long interval, TokenDemand truthful) {
    return Optional.of(truthful);
  }

  /** An award of the participant's own; where it gets nothing there is none. */
  default void awarded(OrderAwarded award) {}
}
