package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every tier at its list price; a seller whose ask is above that posts its ask. Each seller splits
 * its power evenly over the tiers it can make. Buyers come as they come; each takes the cheapest
 * tokens that are left and within its limit, at equal prices those of the seller they cost least.
 */
final class ListPrices implements Policy {
  private final List<Long> listPrices;

  ListPrices(MarketDefinition market) {
    this(market.getTiers().stream().map(TierDefinition::getListPrice).toList());
  }

  /**
   * @param listPrices by tier, ticks
   */
  ListPrices(List<Long> listPrices) {
    this.listPrices = listPrices;
  }

  @Override
  public String name() {
    return "list prices";
  }

  @Override
  public String rule() {
    return "fixed list prices (the ask where that is higher), power split evenly over the tiers";
  }

  @Override
  public Allocation allocate(IntervalOrders orders) {
    Allocation allocation = new Allocation(orders);
    List<List<Shelf>> shelves =
        IntStream.range(0, orders.book().tiers())
            .mapToObj(tier -> shelves(orders.book(), tier))
            .toList();
    Arrivals.serve(
        orders.book(),
        (bid, lots) -> sell(allocation, shelves.get(orders.book().bidTier(bid)), bid, lots));
    return allocation;
  }

  /** What a seller has of a tier, and for how much. */
  private static final class Shelf {
    private final int offer;
    private final long ask;
    private final long price;
    private long left;

    private Shelf(Book book, int offer, int tier, long listPrice) {
      this.offer = offer;
      ask = book.ask(offer, tier);
      price = Math.max(listPrice, ask);
      left = book.fullRun(offer, tier) / tiersMade(book, offer);
    }

    private long take(long lots) {
      long taken = Math.min(lots, left);
      left -= taken;
      return taken;
    }
  }

  private List<Shelf> shelves(Book book, int tier) {
    List<Shelf> shelves = new ArrayList<>();
    for (int offer = 0; offer < book.offers(); offer++) {
      if (book.fullRun(offer, tier) > 0) {
        shelves.add(new Shelf(book, offer, tier, listPrices.get(tier)));
      }
    }
    shelves.sort(
        Comparator.<Shelf>comparingLong(shelf -> shelf.price)
            .thenComparingLong(shelf -> shelf.ask));
    return shelves;
  }

  private static void sell(Allocation allocation, List<Shelf> shelves, int bid, long lots) {
    long limit = allocation.orders().book().bidLimit(bid);
    long open = lots;
    for (Shelf shelf : shelves) {
      if (shelf.price <= limit) {
        long taken = shelf.take(open);
        allocation.deliver(shelf.offer, bid, taken, shelf.price);
        open -= taken;
      }
    }
  }

  private static long tiersMade(Book book, int offer) {
    return IntStream.range(0, book.tiers()).filter(t -> book.fullRun(offer, t) > 0).count();
  }
}
