package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;

/**
 * What an award was worth to who got it.
 *
 * @param bought whether to a buyer
 */
record Gain(boolean bought, Account account) {

  /** Prices are below 2^30 ticks and awards below 2^32 lots, so their products fit in a long. */
  static Gain of(OrderAwarded award, OpenOrder order) {
    if (order.getTerms() instanceof TokenDemand demand) {
      long below = demand.getLimitPrice() - award.getPrice();
      return new Gain(true, account(award.getNanoDollars(), award.getLots() * below));
    }
    long above = award.getPrice() - ask((SupplyOffer) order.getTerms(), award.getTier());
    long fee = award.getFeeNanoDollars();
    return new Gain(false, account(award.getNanoDollars() - fee, award.getLots() * above - fee));
  }

  private static long ask(SupplyOffer offer, String tier) {
    return offer.getRates().stream()
        .filter(rate -> rate.getTier().equals(tier))
        .mapToLong(TierRate::getAsk)
        .findFirst()
        .orElseThrow();
  }

  private static Account account(long turnover, long surplus) {
    return new Account(Units.money(turnover), Units.money(surplus));
  }

  Surplus surplus() {
    BigDecimal nothing = Units.money(0);
    return bought
        ? new Surplus(account.surplus(), nothing)
        : new Surplus(nothing, account.surplus());
  }
}
