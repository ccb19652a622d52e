package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * The tiers whose prices move together once a link is cut.
 *
 * <p>As a graph over the tiers and the ground (bid levels, the cap, idling), what the links leave
 * connected is, but for one part, tied to the ground or to itself in a cycle. The one part that is
 * neither is a tree; its prices move so that every offer that ties two of its tiers stays
 * indifferent: run x speed is the same for both.
 */
final class Bundle {
  /** Of the fastest: what is slower does not move but for rounding. */
  private static final double STILL = 1e-13;

  private final Basis basis;
  private final Fleet fleet;
  private final int[] part = new int[Book.MAX_TIERS + 1];
  private final boolean[] fixed = new boolean[Book.MAX_TIERS + 1];
  private final double[] speed = new double[Book.MAX_TIERS + 1];

  Bundle(Basis basis, Fleet fleet) {
    this.basis = basis;
    this.fleet = fleet;
  }

  /**
   * Ticks each price moves per unit of time once the link is cut, the fastest by 1.
   *
   * @param sign the direction, as the sign of {@code row . speed} of the cut link
   */
  double[] cut(int link, int sign) {
    Arrays.fill(speed, 0);
    if (basis.hasPools()) {
      solve(link);
    } else {
      follow(link);
    }
    scale(sign * Math.signum(basis.along(link, speed)));
    return speed;
  }

  /** Where an offer ties more than two tiers there is no graph: the speeds solve the links. */
  private void solve(int cut) {
    basis.direction(cut, speed);
    double fastest = 0;
    for (double each : speed) {
      fastest = Math.max(fastest, Math.abs(each));
    }
    for (int t = 0; t < basis.size; t++) {
      speed[t] = Math.abs(speed[t]) < STILL * fastest ? 0 : speed[t];
    }
    for (int l = 0; l < basis.size; l++) {
      if (l != cut && (basis.kind(l) == Basis.Kind.BID || basis.kind(l) == Basis.Kind.CAP)) {
        speed[basis.who(l)] = 0;
      }
    }
  }

  private void follow(int cut) {
    findParts(cut);
    speed[freeTier()] = 1;
    for (int pass = 1; pass < basis.size; pass++) {
      for (int l = 0; l < basis.size; l++) {
        if (l != cut && basis.kind(l) == Basis.Kind.OFFER) {
          spread(basis.who(l), basis.what(l), fleet.key(basis.who(l)));
        } else if (l != cut && basis.kind(l) == Basis.Kind.CASCADE) {
          equal(basis.who(l), fleet.book.slower(basis.who(l)));
        }
      }
    }
  }

  private void findParts(int cut) {
    int ground = basis.size;
    for (int t = 0; t <= ground; t++) {
      part[t] = t;
      fixed[t] = t == ground;
    }
    for (int l = 0; l < basis.size; l++) {
      if (l != cut) {
        if (basis.kind(l) == Basis.Kind.OFFER) {
          join(basis.what(l), fleet.key(basis.who(l)));
        } else if (basis.kind(l) == Basis.Kind.CASCADE) {
          join(basis.who(l), fleet.book.slower(basis.who(l)));
        } else {
          join(basis.who(l), ground);
        }
      }
    }
  }

  private void join(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    fixed[rootB] |= fixed[rootA] || rootA == rootB;
    part[rootA] = rootB;
  }

  private int root(int node) {
    int at = node;
    while (part[at] != at) {
      at = part[at];
    }
    return at;
  }

  private int freeTier() {
    for (int t = 0; t < basis.size; t++) {
      if (!fixed[root(t)]) {
        return t;
      }
    }
    throw new IllegalStateException("cutting a link frees no tier");
  }

  private void equal(int a, int b) {
    if (speed[b] == 0) {
      speed[b] = speed[a];
    } else if (speed[a] == 0) {
      speed[a] = speed[b];
    }
  }

  private void spread(int offer, int a, int b) {
    if (speed[a] != 0 && speed[b] == 0) {
      speed[b] = speed[a] * fleet.run(offer, a) / fleet.run(offer, b);
    } else if (speed[b] != 0 && speed[a] == 0) {
      speed[a] = speed[b] * fleet.run(offer, b) / fleet.run(offer, a);
    }
  }

  private void scale(double sign) {
    double fastest = 0;
    for (double each : speed) {
      fastest = Math.max(fastest, Math.abs(each));
    }
    for (int t = 0; t < basis.size; t++) {
      speed[t] *= sign / fastest;
    }
  }
}
