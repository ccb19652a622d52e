package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Routers for inference send requests to providers at random, with a weight of 1 / price^2, and try
 * the others where one has no room. Here each seller posts its ask. Buyers come as they come; the
 * lots of each are split in proportion to the weights over the sellers within its limit that have
 * power left, whatever they make of it.
 */
final class InverseSquare implements Policy {
  private static final BigInteger SCALE = BigInteger.ONE.shiftLeft(120);

  @Override
  public String name() {
    return "inverse square";
  }

  @Override
  public String rule() {
    return "requests routed over sellers at their asks, with weight 1 / price^2";
  }

  @Override
  public Allocation allocate(IntervalOrders orders) {
    Allocation allocation = new Allocation(orders);
    Router router = new Router(orders.book(), allocation);
    Arrivals.serve(orders.book(), router::route);
    return allocation;
  }

  /** A seller of a tier. */
  private record Route(int offer, long price, BigInteger weight) {
    static Route of(Book book, int offer, int tier) {
      long price = book.ask(offer, tier);
      BigInteger square = BigInteger.valueOf(Math.max(1, price)).pow(2);
      return new Route(offer, price, SCALE.divide(square));
    }
  }

  /** One interval. */
  private static final class Router {
    private final Book book;
    private final Allocation allocation;
    private final FreePower power;
    private final List<List<Route>> routes = new ArrayList<>();

    Router(Book book, Allocation allocation) {
      this.book = book;
      this.allocation = allocation;
      power = new FreePower(book);
      for (int tier = 0; tier < book.tiers(); tier++) {
        routes.add(routes(tier));
      }
    }

    /** Cheapest first. */
    private List<Route> routes(int tier) {
      List<Route> makers = new ArrayList<>();
      for (int offer = 0; offer < book.offers(); offer++) {
        if (book.fullRun(offer, tier) > 0) {
          makers.add(Route.of(book, offer, tier));
        }
      }
      makers.sort(Comparator.comparingLong(Route::price));
      return makers;
    }

    void route(int bid, long lots) {
      long open = lots;
      List<Route> ways = ways(bid);
      while (open > 0 && !ways.isEmpty()) {
        open -= spread(bid, open, ways);
        ways = ways(bid);
      }
    }

    /** Sellers within the bid's limit that have room. */
    private List<Route> ways(int bid) {
      int tier = book.bidTier(bid);
      return routes.get(tier).stream()
          .filter(way -> way.price() <= book.bidLimit(bid))
          .filter(way -> power.lots(way.offer(), tier) > 0)
          .toList();
    }

    /** Lots handed out; less than asked for where a seller has less room than its part. */
    private long spread(int bid, long lots, List<Route> ways) {
      BigInteger weights =
          ways.stream().map(Route::weight).reduce(BigInteger.ZERO, BigInteger::add);
      long open = lots;
      long given = 0;
      for (Route way : ways) {
        long part = part(open, way.weight(), weights);
        given += give(way, bid, part);
        open -= part;
        weights = weights.subtract(way.weight());
      }
      return given;
    }

    /** Rounded half up; all of them where it is the only weight left. */
    private static long part(long lots, BigInteger weight, BigInteger all) {
      return BigInteger.valueOf(2 * lots)
          .multiply(weight)
          .add(all)
          .divide(all.shiftLeft(1))
          .longValueExact();
    }

    private long give(Route way, int bid, long lots) {
      int tier = book.bidTier(bid);
      long given = Math.min(lots, power.lots(way.offer(), tier));
      power.use(way.offer(), tier, given);
      allocation.deliver(way.offer(), bid, given, way.price());
      return given;
    }
  }
}
