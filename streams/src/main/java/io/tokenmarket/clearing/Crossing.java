package io.tokenmarket.clearing;

/**
 * Finds how far the prices of a bundle move: to the first event at which the imbalance that drives
 * them is gone.
 *
 * <p>On the way bid levels fill or empty and offers change to modes that overtake; each takes its
 * weight off the imbalance. Events are ordered by time, bids before offers, then by tier or index;
 * the one where the balance turns is found by selection, not by sorting.
 */
final class Crossing {
  private static final double ROUNDING = 1e-11;

  private final Ladder ladder;
  private final Fleet fleet;
  private final Basis basis;
  private final Overtakings offers;

  private double[] price;
  private double[] speed;
  private double slope;
  private double enough;

  private double stopTime;
  private Basis.Kind stopKind;
  private int stopWho;
  private int stopWhat;

  private int low;
  private int middle;
  private int high;
  private final int[] passed = new int[Book.MAX_TIERS];
  private final int[] within = new int[Book.MAX_TIERS];
  private final int[] split = new int[Book.MAX_TIERS];

  private double pivotTime;
  private int pivotTier;
  private int pivotLevel;
  private long pivotItem;

  /** What enters the basis. */
  Basis.Kind kind;

  int who;
  int what;

  Crossing(Ladder ladder, Fleet fleet, Basis basis) {
    this.ladder = ladder;
    this.fleet = fleet;
    this.basis = basis;
    this.offers = new Overtakings(fleet);
  }

  /**
   * Moves the prices, applies the events passed, and says in {@link #kind}, {@link #who}, {@link
   * #what} what ends the move.
   *
   * @param direction ticks per unit of time
   * @param drive imbalance that drives the move, as the slope of the dual: not positive
   */
  void move(double[] direction, double drive) {
    price = basis.price();
    speed = direction;
    offers.start(price, speed);
    findStop();
    double bound = Math.min(stopTime, bidBound(-drive));
    if (!select(bound, drive) && !select(stopTime, drive)) {
      kind = stopKind;
      who = stopWho;
      what = stopWhat;
    }
    apply();
  }

  /** The cap, a tier as cheap as a slower one, or a third mode overtaking an offer that is tied. */
  private void findStop() {
    stopTime = Double.POSITIVE_INFINITY;
    for (int t = 0; t < basis.size; t++) {
      if (speed[t] > 0) {
        stop((Basis.CAP - price[t]) / speed[t], Basis.Kind.CAP, t, 0);
      }
      int slower = fleet.book.slower(t);
      if (slower >= 0 && speed[slower] > speed[t] && basis.cascadeLink(t) < 0) {
        stop(basis.cascadeLead(t) / (speed[slower] - speed[t]), Basis.Kind.CASCADE, t, 0);
      }
    }
    for (int l = 0; l < basis.size; l++) {
      if (basis.kind(l) == Basis.Kind.OFFER && fleet.tied(basis.who(l))) {
        stopAtThirdMode(basis.who(l));
      }
    }
  }

  private void stopAtThirdMode(int offer) {
    for (int mode = 0; mode <= fleet.lastMode(offer); mode++) {
      if (!basis.ties(offer, mode)) {
        stop(offers.meets(offer, fleet.key(offer), mode), Basis.Kind.OFFER, offer, mode);
      }
    }
  }

  private void stop(double when, Basis.Kind newKind, int newWho, int newWhat) {
    if (when < stopTime) {
      stopTime = Math.max(0, when);
      stopKind = newKind;
      stopWho = newWho;
      stopWhat = newWhat;
    }
  }

  /** The time until which the bids of one tier alone would take up the imbalance. */
  private double bidBound(double need) {
    double bound = Double.POSITIVE_INFINITY;
    for (int t = 0; t < basis.size; t++) {
      if (speed[t] != 0) {
        int k = firstEnough(t, need / Math.abs(speed[t]));
        if (k < levelEvents(t)) {
          bound = Math.min(bound, levelTime(t, k));
        }
      }
    }
    return bound;
  }

  private int firstEnough(int tier, double lots) {
    int from = 0;
    int to = levelEvents(tier);
    while (from < to) {
      int k = (from + to) >>> 1;
      if (levelLots(tier, k + 1) < lots) {
        from = k + 1;
      } else {
        to = k;
      }
    }
    return from;
  }

  /** Number of levels the tier's price can pass in its direction, the sentinel included. */
  private int levelEvents(int tier) {
    return speed[tier] > 0 ? basis.filled(tier) : ladder.levels(tier) - basis.filled(tier) + 1;
  }

  /** The k-th level that the tier's price meets. */
  private int level(int tier, int k) {
    return speed[tier] > 0 ? basis.filled(tier) - 1 - k : basis.filled(tier) + k;
  }

  private double levelTime(int tier, int k) {
    return Math.max(0, (ladder.price(tier, level(tier, k)) - price[tier]) / speed[tier]);
  }

  /** Lots of the first {@code count} levels met. */
  private double levelLots(int tier, int count) {
    int filled = basis.filled(tier);
    if (speed[tier] > 0) {
      return ladder.before(tier, filled) - ladder.before(tier, filled - count);
    }
    return filled + count > ladder.levels(tier)
        ? Double.POSITIVE_INFINITY
        : ladder.before(tier, filled + count) - ladder.before(tier, filled);
  }

  /** Looks for the crossing among the events up to a time; false if it is not there. */
  private boolean select(double until, double drive) {
    slope = drive;
    enough = ROUNDING * drive;
    offers.collect(until);
    low = 0;
    high = offers.count();
    for (int t = 0; t < basis.size; t++) {
      passed[t] = 0;
      within[t] = speed[t] == 0 ? 0 : countLevels(t, until);
    }
    while (choosePivot()) {
      double weightBefore = partition();
      if (slope + weightBefore >= enough) {
        keepBefore();
      } else {
        double pivotWeight = pivotWeight();
        if (slope + weightBefore + pivotWeight >= enough) {
          enter();
          return true;
        }
        slope += weightBefore + pivotWeight;
        keepBehind();
      }
    }
    return false;
  }

  private int countLevels(int tier, double until) {
    int from = 0;
    int to = levelEvents(tier);
    while (from < to) {
      int k = (from + to) >>> 1;
      if (levelTime(tier, k) <= until) {
        from = k + 1;
      } else {
        to = k;
      }
    }
    return from;
  }

  /** An event of the middle; false if none is left. */
  private boolean choosePivot() {
    int longest = 0;
    for (int t = 1; t < basis.size; t++) {
      if (within[t] - passed[t] > within[longest] - passed[longest]) {
        longest = t;
      }
    }
    int levels = within[longest] - passed[longest];
    if (levels == 0 && low == high) {
      return false;
    }
    if (levels > high - low) {
      pivotTier = longest;
      pivotLevel = passed[longest] + levels / 2;
      pivotTime = levelTime(longest, pivotLevel);
    } else {
      pivotTier = Book.MAX_TIERS;
      int at = offers.medianOfThree(low, (low + high) >>> 1, high - 1);
      pivotTime = offers.time(at);
      pivotItem = offers.item(at);
    }
    return true;
  }

  /** Splits what is left into before the pivot and the rest; returns the weight before it. */
  private double partition() {
    double sum = 0;
    for (int t = 0; t < basis.size; t++) {
      split[t] = splitLevels(t);
      if (split[t] > passed[t]) {
        sum += Math.abs(speed[t]) * (levelLots(t, split[t]) - levelLots(t, passed[t]));
      }
    }
    middle = low;
    for (int e = low; e < high; e++) {
      if (beforePivot(e)) {
        sum += offers.weight(e);
        offers.swap(e, middle++);
      }
    }
    return sum;
  }

  private boolean beforePivot(int event) {
    double when = offers.time(event);
    return when < pivotTime
        || when == pivotTime && pivotTier == Book.MAX_TIERS && offers.item(event) < pivotItem;
  }

  private int splitLevels(int tier) {
    if (tier == pivotTier) {
      return pivotLevel;
    }
    int from = passed[tier];
    int to = within[tier];
    while (from < to) {
      int k = (from + to) >>> 1;
      double meets = levelTime(tier, k);
      if (meets < pivotTime || meets == pivotTime && tier < pivotTier) {
        from = k + 1;
      } else {
        to = k;
      }
    }
    return from;
  }

  private void keepBefore() {
    high = middle;
    System.arraycopy(split, 0, within, 0, basis.size);
  }

  private double pivotWeight() {
    if (pivotTier < Book.MAX_TIERS) {
      double lots = levelLots(pivotTier, pivotLevel + 1) - levelLots(pivotTier, pivotLevel);
      return Math.abs(speed[pivotTier]) * lots;
    }
    int at = middle;
    while (offers.item(at) != pivotItem) {
      at++;
    }
    offers.swap(at, middle);
    return offers.weight(middle);
  }

  private void keepBehind() {
    System.arraycopy(split, 0, passed, 0, basis.size);
    low = middle;
    if (pivotTier < Book.MAX_TIERS) {
      passed[pivotTier]++;
    } else {
      low++;
    }
  }

  private void enter() {
    System.arraycopy(split, 0, passed, 0, basis.size);
    low = middle;
    if (pivotTier < Book.MAX_TIERS) {
      kind = Basis.Kind.BID;
      who = pivotTier;
      what = level(pivotTier, pivotLevel);
    } else {
      kind = Basis.Kind.OFFER;
      who = Overtakings.offer(pivotItem);
      what = Overtakings.mode(pivotItem);
    }
  }

  private void apply() {
    for (int t = 0; t < basis.size; t++) {
      if (passed[t] > 0) {
        basis.fill(t, basis.filled(t) + (speed[t] > 0 ? -passed[t] : passed[t]));
      }
    }
    offers.apply(low);
  }
}
