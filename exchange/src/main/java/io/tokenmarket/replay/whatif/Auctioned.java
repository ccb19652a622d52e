package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.Clearing;
import java.math.BigDecimal;

/** One auction, and what it was worth to those who traded in it. */
public record Auctioned(Clearing clearing, Surplus surplus) {

  /**
   * @throws IllegalStateException where the gains do not add up to the auction's welfare
   */
  public Auctioned {
    BigDecimal gained = surplus.buyers().add(surplus.sellers()).add(clearing.getFees());
    if (gained.compareTo(clearing.getWelfare()) != 0) {
      throw new IllegalStateException(
          "interval %s: surplus and fees of $%s are not the welfare of $%s"
              .formatted(clearing.getInterval(), gained, clearing.getWelfare()));
    }
  }
}
