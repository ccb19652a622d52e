package io.tokenmarket.market;

import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What becomes of an open order that its owner amends, and whether it keeps its place in time. */
final class Amendment {
  private Amendment() {}

  /** The order with its new terms, at the place it then has. */
  static OpenOrder of(OpenOrder order, LogEntry entry, Rulebook rulebook) {
    SpecificRecord amendment = entry.command();
    boolean kept = keepsPlace(order, amendment, rulebook);
    return new OpenOrder(
        order.getMarket(),
        order.getOrderId(),
        kept ? order.getLogPosition() : entry.position(),
        order.getLastAuction(),
        terms(order, amendment),
        rulebook.filled(order),
        rulebook.version(entry.position()),
        kept ? order.getPlace() : entry.place());
  }

  /** Whether nothing is left of the order that is wanted once. */
  static boolean fills(OpenOrder amended) {
    return amended.getTerms() instanceof TokenDemand demand
        && demand.getOnce()
        && OpenOrders.lots(demand) <= amended.getFilled();
  }

  /** The terms of the order with the new quantities and prices. */
  static SpecificRecord terms(OpenOrder order, SpecificRecord amendment) {
    if (amendment instanceof DemandAmended now) {
      return TokenDemand.newBuilder((TokenDemand) order.getTerms())
          .setLots(now.getLots())
          .setLimitPrice(now.getLimitPrice())
          .setSteps(now.getSteps())
          .build();
    }
    OfferAmended now = (OfferAmended) amendment;
    return SupplyOffer.newBuilder((SupplyOffer) order.getTerms())
        .setKilowatts(now.getKilowatts())
        .setRates(now.getRates())
        .setSteps(now.getSteps())
        .setPools(now.getPools())
        .setRecipes(now.getRecipes())
        .build();
  }

  /** Whether the order is nowhere more eager than before. */
  static boolean keepsPlace(OpenOrder order, SpecificRecord amendment, Rulebook rulebook) {
    SpecificRecord now = terms(order, amendment);
    return order.getTerms() instanceof TokenDemand before
        ? wantsNoMore(before, order.getFilled(), (TokenDemand) now, rulebook.filled(order))
        : offersNoMore((SupplyOffer) order.getTerms(), (SupplyOffer) now);
  }

  /** At every price at which the new demand wants anything, the old one wanted as much. */
  private static boolean wantsNoMore(
      TokenDemand before, long filledBefore, TokenDemand now, long filledNow) {
    long goneBefore = before.getOnce() ? filledBefore : 0;
    long goneNow = before.getOnce() ? filledNow : 0;
    List<Long> prices = new ArrayList<>(List.of(now.getLimitPrice()));
    now.getSteps().forEach(step -> prices.add(step.getLimitPrice()));
    return prices.stream()
        .allMatch(price -> left(now, price, goneNow) <= left(before, price, goneBefore));
  }

  /** Lots wanted at this price once so many are filled, those of the best price first. */
  private static long left(TokenDemand demand, long price, long gone) {
    return Math.max(0, wantedAt(demand, price) - gone);
  }

  private static long wantedAt(TokenDemand demand, long price) {
    long lots = demand.getLimitPrice() >= price ? demand.getLots() : 0;
    for (DemandStep step : demand.getSteps()) {
      lots += step.getLimitPrice() >= price ? step.getLots() : 0;
    }
    return lots;
  }

  private static boolean offersNoMore(SupplyOffer before, SupplyOffer now) {
    boolean less =
        now.getKilowatts() <= before.getKilowatts()
            && makeNoMore(before.getRates(), now.getRates())
            && now.getSteps().size() == before.getSteps().size()
            && now.getRecipes().equals(before.getRecipes())
            && samePools(before.getPools(), now.getPools());
    for (int i = 0; less && i < now.getSteps().size(); i++) {
      AskStep was = before.getSteps().get(i);
      AskStep is = now.getSteps().get(i);
      less = is.getKilowatts() <= was.getKilowatts() && makeNoMore(was.getRates(), is.getRates());
    }
    return less;
  }

  private static boolean samePools(List<Pool> before, List<Pool> now) {
    boolean less = now.size() == before.size();
    for (int i = 0; less && i < now.size(); i++) {
      less =
          now.get(i).getPool().equals(before.get(i).getPool())
              && now.get(i).getKilowatts() <= before.get(i).getKilowatts();
    }
    return less;
  }

  private static boolean makeNoMore(List<TierRate> before, List<TierRate> now) {
    return now.stream()
        .allMatch(
            is ->
                is.getTokensPerSecondPerMw() == 0
                    || before.stream().anyMatch(was -> makesNoMore(was, is)));
  }

  private static boolean makesNoMore(TierRate was, TierRate is) {
    return was.getTier().equals(is.getTier())
        && is.getTokensPerSecondPerMw() <= was.getTokensPerSecondPerMw()
        && is.getAsk() >= was.getAsk();
  }
}
