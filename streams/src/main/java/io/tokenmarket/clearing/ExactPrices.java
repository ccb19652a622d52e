package io.tokenmarket.clearing;

/**
 * The prices of a basis, exactly, with the asks as they were made.
 *
 * <p>In every part of the graph of links one price is left open, {@code x}; ties give the others as
 * {@code shift + slope x}; the one equation left over, a tie to the ground or one that closes a
 * cycle, gives {@code x}.
 */
final class ExactPrices {
  private final Basis basis;
  private final Fleet fleet;
  private final Ladder ladder;
  private final Elimination elimination;
  private final Fraction[] shift = new Fraction[Book.MAX_TIERS];
  private final Fraction[] slope = new Fraction[Book.MAX_TIERS];
  private final boolean[] used = new boolean[Book.MAX_TIERS];

  ExactPrices(Basis basis, Fleet fleet, Ladder ladder) {
    this.basis = basis;
    this.fleet = fleet;
    this.ladder = ladder;
    this.elimination = new Elimination(basis, fleet, ladder);
  }

  /** Writes the price of each tier. */
  void prices(Fraction[] result) {
    if (basis.hasPools() || basis.cascades()) {
      elimination.prices(result);
    } else {
      follow(result);
    }
  }

  private void follow(Fraction[] result) {
    java.util.Arrays.fill(used, false);
    java.util.Arrays.fill(shift, null);
    for (int l = 0; l < basis.size; l++) {
      ground(l);
    }
    while (spread()) {}
    for (int t = 0; t < basis.size; t++) {
      if (shift[t] == null) {
        solveCycle(t);
      }
      result[t] = shift[t];
    }
  }

  private void ground(int link) {
    switch (basis.kind(link)) {
      case BID -> fix(basis.who(link), ladder.price(basis.who(link), basis.what(link)));
      case CAP -> fix(basis.who(link), Basis.CAP);
      default -> {
        int offer = basis.who(link);
        int key = fleet.key(offer);
        int mode = basis.what(link);
        if (key == fleet.idle() || mode == fleet.idle()) {
          int tier = Math.min(key, mode);
          fix(tier, fleet.book.ask(offer, tier));
          used[link] = true;
        }
      }
    }
  }

  private void fix(int tier, long price) {
    shift[tier] = Fraction.of(price);
    slope[tier] = Fraction.ZERO;
  }

  /** Follows each tie that has one end known; false once there is none. */
  private boolean spread() {
    boolean progress = false;
    for (int l = 0; l < basis.size; l++) {
      if (!used[l] && basis.kind(l) == Basis.Kind.OFFER) {
        int a = basis.what(l);
        int b = fleet.key(basis.who(l));
        if (shift[a] == null != (shift[b] == null)) {
          follow(basis.who(l), shift[a] == null ? b : a, shift[a] == null ? a : b);
          used[l] = true;
          progress = true;
        }
      }
    }
    return progress;
  }

  /** {@code run(to) x (p(to) - ask(to)) = run(from) x (p(from) - ask(from))}. */
  private void follow(int offer, int from, int to) {
    Book book = fleet.book;
    long runFrom = book.fullRun(offer, from);
    long runTo = book.fullRun(offer, to);
    Fraction earned = shift[from].minus(Fraction.of(book.ask(offer, from))).times(runFrom);
    shift[to] = earned.over(runTo).plus(Fraction.of(book.ask(offer, to)));
    slope[to] = slope[from].signum() == 0 ? Fraction.ZERO : slope[from].times(runFrom).over(runTo);
  }

  private void solveCycle(int tier) {
    shift[tier] = Fraction.ZERO;
    slope[tier] = Fraction.ONE;
    while (spread()) {}
    Fraction x = closing();
    for (int t = 0; t < basis.size; t++) {
      if (shift[t] != null && slope[t].signum() != 0) {
        shift[t] = shift[t].plus(slope[t].times(x));
        slope[t] = Fraction.ZERO;
      }
    }
  }

  /** The x at which the tie that closes the cycle holds. */
  private Fraction closing() {
    for (int l = 0; l < basis.size; l++) {
      if (!used[l] && basis.kind(l) == Basis.Kind.OFFER) {
        int offer = basis.who(l);
        int a = basis.what(l);
        int b = fleet.key(offer);
        if (shift[a] != null && slope[a].signum() != 0) {
          used[l] = true;
          return earned(offer, b)
              .minus(earned(offer, a))
              .over(gain(offer, a).minus(gain(offer, b)));
        }
      }
    }
    throw new IllegalStateException("a basis leaves a price open");
  }

  private Fraction earned(int offer, int tier) {
    return shift[tier]
        .minus(Fraction.of(fleet.book.ask(offer, tier)))
        .times(fleet.book.fullRun(offer, tier));
  }

  private Fraction gain(int offer, int tier) {
    return slope[tier].times(fleet.book.fullRun(offer, tier));
  }
}
