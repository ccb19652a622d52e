package io.tokenmarket.simulation;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Adds up what one auction told each participant, and throws where tokens or money do not balance.
 * What buyers pay, what sellers get and what the exchange keeps are summed from different records,
 * so that their agreement says something.
 */
public final class Conservation {
  private final Clearing clearing;
  private final Set<CommandName> offers = new HashSet<>();
  private final Map<String, Long> supplied = new HashMap<>();
  private final Map<String, Long> bought = new HashMap<>();
  private final Map<String, Long> traded = new HashMap<>();
  private long paid;
  private long received;
  private long fees;

  private Conservation(Clearing clearing) {
    this.clearing = clearing;
    for (OfferClearing offer : clearing.getOffers()) {
      offers.add(new CommandName(offer.getFactory(), offer.getOfferId()));
    }
  }

  /**
   * Who paid and got what in the auction.
   *
   * @param events all that its gate caused
   * @throws IllegalStateException where supply is not demand or money is made or lost
   */
  public static MoneyTotals check(Clearing clearing, List<SpecificRecord> events) {
    Conservation sums = new Conservation(clearing);
    events.forEach(sums::add);
    clearing.getTiers().forEach(sums::balanced);
    return sums.settled();
  }

  private void add(SpecificRecord event) {
    if (event instanceof Trade trade) {
      traded.merge(trade.getTier(), trade.getLots(), Math::addExact);
      fees = Math.addExact(fees, trade.getFeeNanoDollars());
    } else if (event instanceof OrderAwarded award) {
      add(award);
    }
  }

  private void add(OrderAwarded award) {
    if (offers.contains(new CommandName(award.getParticipant(), award.getOrderId()))) {
      supplied.merge(award.getTier(), award.getLots(), Math::addExact);
      received = Math.addExact(received, award.getNanoDollars() - award.getFeeNanoDollars());
    } else {
      bought.merge(award.getTier(), award.getLots(), Math::addExact);
      paid = Math.addExact(paid, award.getNanoDollars());
    }
  }

  private void balanced(TierClearing tier) {
    long made = supplied.getOrDefault(tier.getTier(), 0L);
    long used = bought.getOrDefault(tier.getTier(), 0L);
    long matched = traded.getOrDefault(tier.getTier(), 0L);
    if (made != used || made != matched || made != tier.getLots()) {
      throw broken(
          "%s: %s lots made, %s bought, %s traded, %s cleared"
              .formatted(tier.getTier(), made, used, matched, tier.getLots()));
    }
  }

  private MoneyTotals settled() {
    same("revenue", clearing.getRevenue(), Units.money(paid));
    same("fees", clearing.getFees(), Units.money(fees));
    return new MoneyTotals(Units.money(paid), Units.money(received), Units.money(fees));
  }

  private void same(String what, BigDecimal published, BigDecimal summed) {
    if (published.compareTo(summed) != 0) {
      throw broken("%s published $%s, summed $%s".formatted(what, published, summed));
    }
  }

  private IllegalStateException broken(String what) {
    return new IllegalStateException("interval " + clearing.getInterval() + ", " + what);
  }
}
