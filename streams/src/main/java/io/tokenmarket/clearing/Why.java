package io.tokenmarket.clearing;

import io.tokenmarket.clearing.FillReason.Verdict;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Explains, order by order, an outcome: from its duals why an order was filled or not, and from the
 * auction held again with nothing but that order's price changed, the smallest change that would
 * have filled it.
 *
 * <p>A question costs up to thirty auctions. Not thread-safe.
 */
public final class Why {
  private final Book book;
  private final Outcome outcome;
  private final Book trial;
  private final Auction auction = new Auction();
  private final Fleet fleet = new Fleet();

  /**
   * @param book the orders
   * @param outcome how they were cleared; must stay valid as long as questions are asked
   */
  public Why(Book book, Outcome outcome) {
    this.book = book;
    this.outcome = outcome;
    this.trial = new Book(book);
    this.fleet.load(book, 0);
  }

  /** Why the bid got what it got. */
  public FillReason bid(int bid) {
    long price = outcome.price(book.bidTier(bid));
    long limit = book.bidLimit(bid);
    Verdict verdict = bidVerdict(bid, price, limit);
    OptionalLong needed =
        verdict == Verdict.FILLED ? OptionalLong.of(limit) : neededLimit(bid, limit);
    return new FillReason(verdict, price, limit, OptionalLong.of(Math.max(limit, price)), needed);
  }

  private Verdict bidVerdict(int bid, long price, long limit) {
    if (outcome.filled(bid) == book.bidLots(bid)) {
      return Verdict.FILLED;
    }
    return limit < price
        ? Verdict.PRICED_OUT
        : limit == price ? Verdict.OUTRANKED : Verdict.ROUNDED;
  }

  private OptionalLong neededLimit(int bid, long limit) {
    LongPredicate fills =
        ticks -> {
          trial.setBidLimit(bid, ticks);
          return auction.clear(trial).filled(bid) == book.bidLots(bid);
        };
    OptionalLong needed = first(fills, limit, Book.MAX_PRICE);
    trial.setBidLimit(bid, limit);
    return needed;
  }

  /** Why the offer makes, or does not make, the tier. */
  public FillReason offer(int offer, int tier) {
    long price = outcome.price(tier);
    long ask = book.ask(offer, tier);
    Verdict verdict = offerVerdict(offer, tier);
    return switch (verdict) {
      case FILLED ->
          new FillReason(verdict, price, ask, OptionalLong.of(ask), OptionalLong.of(ask));
      case CANNOT_MAKE ->
          new FillReason(verdict, price, ask, OptionalLong.empty(), OptionalLong.empty());
      default ->
          new FillReason(
              verdict, price, ask, indifferentAsk(offer, tier), neededAsk(offer, tier, ask));
    };
  }

  private Verdict offerVerdict(int offer, int tier) {
    if (book.fullRun(offer, tier) == 0) {
      return Verdict.CANNOT_MAKE;
    }
    if (outcome.made(offer, tier) > 0) {
      return Verdict.FILLED;
    }
    long margin = outcome.price(tier) - book.ask(offer, tier);
    if (margin < 0) {
      return Verdict.PRICED_OUT;
    }
    return most(offer, tier) < most(offer) ? Verdict.BETTER_ELSEWHERE : Verdict.OUTRANKED;
  }

  /** The most that a mode earns the offer, nano-dollars. */
  private long most(int offer) {
    long most = 0;
    for (int mode = 0; mode <= fleet.lastMode(offer); mode++) {
      most = Math.max(most, earned(offer, mode));
    }
    return most;
  }

  /** The most that a mode earns that makes the tier. */
  private long most(int offer, int tier) {
    long most = Long.MIN_VALUE;
    for (int mode = 0; mode <= fleet.lastMode(offer); mode++) {
      if (fleet.lots(offer, mode, tier) > 0) {
        most = Math.max(most, earned(offer, mode));
      }
    }
    return most;
  }

  private long earned(int offer, int mode) {
    long sum = 0;
    for (int t = 0; t < book.tiers(); t++) {
      sum += fleet.lots(offer, mode, t) * (outcome.price(t) - book.ask(offer, t));
    }
    return sum;
  }

  /**
   * The highest ask at which a mode with the tier would earn the most there is, or what was named
   * if less.
   */
  private OptionalLong indifferentAsk(int offer, int tier) {
    long named = book.ask(offer, tier);
    long ask = -1;
    for (int mode = 0; mode <= fleet.lastMode(offer); mode++) {
      long lots = fleet.lots(offer, mode, tier);
      if (lots > 0) {
        ask = Math.max(ask, named - up(most(offer) - earned(offer, mode), lots));
      }
    }
    return ask < 0 ? OptionalLong.empty() : OptionalLong.of(Math.min(named, ask));
  }

  private static long up(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  private OptionalLong neededAsk(int offer, int tier, long ask) {
    LongPredicate makes =
        less -> {
          trial.setAsk(offer, tier, ask - less);
          return auction.clear(trial).made(offer, tier) > 0;
        };
    OptionalLong less = first(makes, 0, ask);
    trial.setAsk(offer, tier, ask);
    return less.isPresent() ? OptionalLong.of(ask - less.getAsLong()) : OptionalLong.empty();
  }

  /** The first number above {@code no}, up to {@code most}, that will do. */
  private static OptionalLong first(LongPredicate does, long no, long most) {
    if (!does.test(most)) {
      return OptionalLong.empty();
    }
    long below = no;
    long enough = most;
    while (enough - below > 1) {
      long middle = (below + enough) >>> 1;
      if (does.test(middle)) {
        enough = middle;
      } else {
        below = middle;
      }
    }
    return OptionalLong.of(enough);
  }
}
