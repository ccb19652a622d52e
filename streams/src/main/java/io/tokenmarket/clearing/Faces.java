package io.tokenmarket.clearing;

/**
 * Goes from an optimal basis to the one of the lowest or the highest prices: those at which the
 * market would clear if every tier wanted a little less, or a little more.
 */
final class Faces {
  private static final int MOST_STEPS = 1_000;
  private static final double STILL = 1e-12;

  /** Lots of imbalance that any event makes up. */
  private static final double A_LITTLE = Double.MIN_NORMAL;

  private final Fleet fleet;
  private final Basis basis;
  private final PriceWalk walk;
  private final double[] flow = new double[Book.MAX_TIERS];

  Faces(Fleet fleet, Basis basis, PriceWalk walk) {
    this.fleet = fleet;
    this.basis = basis;
    this.walk = walk;
  }

  void lowest() {
    go(-1);
  }

  void highest() {
    go(1);
  }

  private void go(int sign) {
    basis.solve();
    for (int steps = 0; steps < MOST_STEPS && step(sign); steps++) {
      basis.solve();
    }
  }

  private boolean step(int sign) {
    basis.sensitivity(flow);
    for (int l = 0; l < basis.size; l++) {
      flow[l] *= sign;
    }
    for (int l = 0; l < basis.size; l++) {
      if (exhausts(l)) {
        basis.rekey(largestLink(basis.who(l)));
        return true;
      }
    }
    for (int l = 0; l < basis.size; l++) {
      if (flow[l] < -STILL && basis.lots(l) <= basis.tolerance()) {
        walk.cut(l, -A_LITTLE);
        return true;
      }
      if (flow[l] > STILL && basis.lots(l) >= basis.room(l) - basis.tolerance()) {
        walk.cut(l, A_LITTLE);
        return true;
      }
    }
    return false;
  }

  /** Whether the links of the offer take all of its key, and more. */
  private boolean exhausts(int link) {
    if (basis.kind(link) != Basis.Kind.OFFER) {
      return false;
    }
    double left = 1;
    double taken = 0;
    for (int l = 0; l < basis.size; l++) {
      if (basis.kind(l) == Basis.Kind.OFFER && basis.who(l) == basis.who(link)) {
        left -= basis.share(l);
        taken += flow[l] / basis.weight(l);
      }
    }
    double weight = basis.weight(link);
    return left * weight <= basis.tolerance() && taken * weight > STILL;
  }

  private int largestLink(int offer) {
    int largest = -1;
    for (int l = 0; l < basis.size; l++) {
      if (basis.kind(l) == Basis.Kind.OFFER
          && basis.who(l) == offer
          && (largest < 0 || basis.share(l) > basis.share(largest))) {
        largest = l;
      }
    }
    return largest;
  }
}
