package io.tokenmarket.clearing;

/**
 * The bundle price walk, a long-step dual simplex in the prices: take the link whose flow is most
 * out of bounds, cut it, and move the prices of the bundle this frees, together so that the offers
 * that tie it stay indifferent, until the imbalance is gone; repeat.
 */
final class PriceWalk {
  private static final int MOST_STEPS = 5_000;
  private static final double SHARE_ROUNDING = 1.6e-12;

  private final Ladder ladder;
  private final Fleet fleet;
  private final Basis basis;
  private final Bundle bundle;
  private final Crossing crossing;
  private int steps;

  PriceWalk(Ladder ladder, Fleet fleet, Basis basis) {
    this.ladder = ladder;
    this.fleet = fleet;
    this.basis = basis;
    this.bundle = new Bundle(basis, fleet);
    this.crossing = new Crossing(ladder, fleet, basis);
  }

  /** Walks from the basis as it is to an optimal one. */
  void run() {
    steps = 0;
    while (steps < MOST_STEPS && step()) {
      steps++;
    }
  }

  /** Steps of the last walk. */
  int steps() {
    return steps;
  }

  private boolean step() {
    basis.solve();
    int overrun = overrunShare();
    if (overrun >= 0) {
      basis.rekey(overrun);
      return true;
    }
    int leave = mostViolated();
    if (leave < 0) {
      return false;
    }
    cut(leave, violation(leave));
    return true;
  }

  /**
   * Cuts the link and lets what ends the move take its place.
   *
   * @param excess lots above the link's room, or negative the lots it lacks
   */
  void cut(int link, double excess) {
    int sign = excess > 0 ? 1 : -1;
    double[] direction = bundle.cut(link, sign);
    double drive = -Math.abs(excess * basis.along(link, direction));
    release(link, sign);
    crossing.move(direction, drive);
    basis.tie(link, crossing.kind, crossing.who, crossing.what);
  }

  private void release(int link, int sign) {
    if (basis.kind(link) == Basis.Kind.BID) {
      basis.fill(basis.who(link), basis.what(link) + (sign > 0 ? 1 : 0));
    }
    basis.untie(link);
  }

  /** The link that takes most of an offer whose links take more than all of it, or -1. */
  private int overrunShare() {
    for (int l = 0; l < basis.size; l++) {
      if (basis.kind(l) == Basis.Kind.OFFER) {
        int largest = l;
        double shares = 0;
        for (int o = 0; o < basis.size; o++) {
          if (basis.kind(o) == Basis.Kind.OFFER && basis.who(o) == basis.who(l)) {
            shares += basis.share(o);
            largest = basis.share(o) > basis.share(largest) ? o : largest;
          }
        }
        if (shares > 1 + SHARE_ROUNDING + 1e-6 / basis.weight(l)) {
          return largest;
        }
      }
    }
    return -1;
  }

  /** The violated link with the largest imbalance in money, or -1. */
  private int mostViolated() {
    int worst = -1;
    double most = 0;
    for (int l = 0; l < basis.size; l++) {
      double money = Math.abs(violation(l)) * basis.dearest(l);
      if (money > most) {
        most = money;
        worst = l;
      }
    }
    return worst;
  }

  private double violation(int link) {
    double lots = basis.lots(link);
    if (lots < -basis.tolerance()) {
      return lots;
    }
    return lots > basis.room(link) + basis.tolerance() ? lots - basis.room(link) : 0;
  }
}
