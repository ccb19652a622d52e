package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one auction was worth to those who traded in it. An award is below 2^32 lots and a price
 * below 2^30 ticks, so a product of both fits in a long.
 */
final class Gains {
  private final Map<CommandName, SupplyOffer> offers = new HashMap<>();
  private final Map<CommandName, TokenDemand> demands = new HashMap<>();
  private final Map<String, Account> accounts = new HashMap<>();

  /**
   * @param open the orders open at the gate
   */
  Gains(Collection<OpenOrder> open) {
    for (OpenOrder order : open) {
      if (order.getTerms() instanceof SupplyOffer offer) {
        offers.put(CommandName.of(order), offer);
      } else {
        demands.put(CommandName.of(order), (TokenDemand) order.getTerms());
      }
    }
  }

  /**
   * Adds up the auction; to be asked once.
   *
   * @param events all that the gate caused
   */
  Surplus of(Clearing clearing, List<SpecificRecord> events) {
    Account bought = Account.NOTHING;
    for (SpecificRecord event : events) {
      if (event instanceof OrderAwarded award && demands.containsKey(order(award))) {
        bought = bought.plus(book(award.getParticipant(), bought(award)));
      }
    }
    Account sold = Account.NOTHING;
    Map<CommandName, Integer> steps = new HashMap<>();
    for (OfferClearing line : clearing.getOffers()) {
      CommandName name = new CommandName(line.getFactory(), line.getOfferId());
      int step = steps.merge(name, 1, Integer::sum) - 1;
      Map<String, Long> asks = asks(offers.get(name), step);
      for (TierRun run : line.getRuns()) {
        sold = sold.plus(book(line.getFactory(), sold(run, asks.get(run.getTier()))));
      }
    }
    return new Surplus(bought.surplus(), sold.surplus());
  }

  private static CommandName order(OrderAwarded award) {
    return new CommandName(award.getParticipant(), award.getOrderId());
  }

  /** By participant, those who traded. */
  Map<String, Account> accounts() {
    return accounts;
  }

  private Account book(String participant, Account account) {
    accounts.merge(participant, account, Account::plus);
    return account;
  }

  /** A demand is filled from its best price down. */
  private Account bought(OrderAwarded award) {
    TokenDemand demand = demands.get(order(award));
    List<DemandStep> steps = new ArrayList<>();
    steps.add(new DemandStep(demand.getLots(), demand.getLimitPrice()));
    steps.addAll(demand.getSteps());
    long left = award.getLots();
    long surplus = 0;
    for (DemandStep step : steps) {
      long lots = Math.min(left, step.getLots());
      surplus += lots * (step.getLimitPrice() - award.getPrice());
      left -= lots;
    }
    return account(award.getNanoDollars(), surplus);
  }

  private static Account sold(TierRun run, long ask) {
    long received = run.getNanoDollars() - run.getFeeNanoDollars();
    return account(received, received - run.getLots() * ask);
  }

  /**
   * By tier. Each step of an offer has a line of the clearing of its own, in their order; one with
   * pools has a single one.
   */
  private static Map<String, Long> asks(SupplyOffer offer, int step) {
    Map<String, Long> asks = new HashMap<>();
    List<TierRate> rates = step == 0 ? offer.getRates() : offer.getSteps().get(step - 1).getRates();
    rates.forEach(rate -> asks.put(rate.getTier(), rate.getAsk()));
    offer.getRecipes().forEach(recipe -> asks.put(recipe.getTier(), recipe.getAsk()));
    return asks;
  }

  private static Account account(long turnover, long surplus) {
    return new Account(Units.money(turnover), Units.money(surplus));
  }
}
