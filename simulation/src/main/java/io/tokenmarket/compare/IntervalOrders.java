package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * The orders of one interval, as every policy gets them.
 *
 * @param sellers of the offers of the book, in its order
 */
public record IntervalOrders(Book book, List<Seller> sellers) {

  /** Who makes an offer, and with how much power. */
  public record Seller(String name, long watts) {}

  private static final long WATTS_PER_KILOWATT = 1_000;

  public IntervalOrders {
    sellers = List.copyOf(sellers);
    if (sellers.size() != book.offers()) {
      throw new IllegalArgumentException("every offer has a seller");
    }
  }

  /** Offers and demands as a population sends them for one interval. */
  static IntervalOrders of(MarketDefinition market, List<SpecificRecord> commands) {
    Book book = new Book(market.getTiers().size());
    List<Seller> sellers = new ArrayList<>();
    for (SpecificRecord command : commands) {
      if (command instanceof SupplyOffer offer) {
        quote(market, offer, book);
        sellers.add(new Seller(offer.getParticipant(), offer.getKilowatts() * WATTS_PER_KILOWATT));
      } else {
        TokenDemand demand = (TokenDemand) command;
        book.bid(index(market, demand.getTier()), demand.getLots(), demand.getLimitPrice());
      }
    }
    return new IntervalOrders(book, sellers);
  }

  private static void quote(MarketDefinition market, SupplyOffer offer, Book book) {
    long[] fullRun = new long[book.tiers()];
    long[] ask = new long[book.tiers()];
    for (TierRate rate : offer.getRates()) {
      int tier = index(market, rate.getTier());
      fullRun[tier] =
          Units.fullRun(
              offer.getKilowatts(), rate.getTokensPerSecondPerMw(), market.getIntervalMillis());
      ask[tier] = rate.getAsk();
    }
    book.offer(fullRun, ask);
  }

  private static int index(MarketDefinition market, String tier) {
    return market.getTiers().stream().map(TierDefinition::getTier).toList().indexOf(tier);
  }
}
