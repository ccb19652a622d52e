package io.tokenmarket.clearing;

/**
 * One link per tier, which together fix all prices and all that is split: a bid level partly
 * filled, an offer indifferent between two modes, or a price at the cap.
 *
 * <p>Link {@code l} is the equation {@code row . price + constant = 0}; {@code lots(l)} is how much
 * flows over it so that supply meets demand in every tier.
 */
final class Basis {
  /** Above any price: what a tier nobody can make would cost. */
  static final long CAP = Book.MAX_PRICE + 1;

  /** What a link ties. */
  enum Kind {
    /** Price of tier {@code who} is that of level {@code what}. */
    BID,
    /** Offer {@code who} is indifferent between its key and mode {@code what}. */
    OFFER,
    /** Price of tier {@code who} is at the cap. */
    CAP,
    /** Tier {@code who} serves demand of the next slower one: their prices are equal. */
    CASCADE,
    /** Cut. */
    NONE
  }

  private static final int MAX = Book.MAX_TIERS;
  private static final double TOLERANCE = 1e-6;
  private static final double RELATIVE_TOLERANCE = 1.6e-12;
  private static final double UNEQUAL = 0x1p-10;

  private final Ladder ladder;
  private final Fleet fleet;
  private final Kind[] kind = new Kind[MAX];
  private final int[] who = new int[MAX];
  private final int[] what = new int[MAX];
  private final int[] filled = new int[MAX];

  private final double[][] row = new double[MAX][MAX + 1];
  private final double[] constant = new double[MAX];
  private final double[] weight = new double[MAX];
  private final Inverse inverse = new Inverse();
  private final double[] price = new double[MAX + 1];
  private final double[] lots = new double[MAX];
  private final double[] imbalance = new double[MAX];
  private double tolerance;
  int size;

  Basis(Ladder ladder, Fleet fleet) {
    this.ladder = ladder;
    this.fleet = fleet;
  }

  /** Starts with the price of every tier at the middle lot of its demand. */
  void start(int tiers) {
    size = tiers;
    for (int t = 0; t < tiers; t++) {
      start(t, middle(t));
    }
    descend();
    price[tiers] = 0;
    fleet.run(price);
  }

  /** Lowers prices until no tier is dearer than a faster one that may serve it. */
  private void descend() {
    for (int pass = 1; pass < size; pass++) {
      for (int t = 0; t < size; t++) {
        int slower = fleet.book.slower(t);
        if (slower >= 0 && price[slower] > price[t]) {
          start(slower, levelBelow(slower, price[t]));
        }
      }
    }
  }

  private int levelBelow(int tier, double most) {
    int level = 0;
    while (ladder.price(tier, level) > most) {
      level++;
    }
    return level;
  }

  /** Starts again with the price of every tier at the level nearest below what it is. */
  void restart() {
    for (int t = 0; t < size; t++) {
      start(t, levelBelow(t, price[t]));
    }
    descend();
    fleet.run(price);
  }

  private void start(int tier, int level) {
    set(tier, Kind.BID, tier, level);
    filled[tier] = level;
    price[tier] = ladder.price(tier, level);
  }

  /** The level that holds the middle lot of the demand. */
  private int middle(int tier) {
    long half = ladder.before(tier, ladder.levels(tier)) / 2;
    int low = 0;
    int high = ladder.levels(tier);
    while (low < high) {
      int level = (low + high) >>> 1;
      if (ladder.before(tier, level) < half) {
        low = level + 1;
      } else {
        high = level;
      }
    }
    return low;
  }

  private void set(int link, Kind newKind, int newWho, int newWhat) {
    kind[link] = newKind;
    who[link] = newWho;
    what[link] = newWhat;
  }

  /** Cuts the link; {@link #tie} must follow. */
  void untie(int link) {
    if (kind[link] == Kind.OFFER) {
      fleet.untie(who[link]);
    }
    kind[link] = Kind.NONE;
  }

  /** Puts a new link where one was cut. */
  void tie(int link, Kind newKind, int newWho, int newWhat) {
    set(link, newKind, newWho, newWhat);
    if (newKind == Kind.OFFER) {
      fleet.tie(newWho);
    }
    if (newKind == Kind.BID) {
      filled[newWho] = newWhat;
    }
  }

  /** Makes the mode of the link the offer's key, and its key the mode of the link. */
  void rekey(int link) {
    int old = fleet.key(who[link]);
    fleet.rekey(who[link], what[link]);
    what[link] = old;
  }

  /** Prices and flows of the links as they are. */
  void solve() {
    double heaviest = 1;
    for (int l = 0; l < size; l++) {
      build(l);
      heaviest = Math.max(heaviest, weight[l]);
    }
    tolerance = TOLERANCE + RELATIVE_TOLERANCE * heaviest;
    inverse.of(row, size);
    for (int t = 0; t < size; t++) {
      imbalance[t] = fleet.supply(t) - ladder.before(t, filled[t]);
    }
    inverse.times(constant, price);
    inverse.transposedTimes(imbalance, lots);
    for (int t = 0; t < size; t++) {
      price[t] = -price[t];
      lots[t] = -lots[t];
    }
  }

  private void build(int link) {
    double[] entries = row[link];
    java.util.Arrays.fill(entries, 0);
    switch (kind[link]) {
      case BID -> {
        entries[who[link]] = -1;
        constant[link] = ladder.price(who[link], what[link]);
        weight[link] = 1;
      }
      case CAP -> {
        entries[who[link]] = 1;
        constant[link] = -CAP;
        weight[link] = 1;
      }
      case CASCADE -> {
        entries[who[link]] = -1;
        entries[fleet.book.slower(who[link])] = 1;
        constant[link] = -cascadeCost(who[link]);
        weight[link] = 1;
      }
      case OFFER -> buildTie(link, entries);
      case NONE -> throw new IllegalStateException("a link was cut and not replaced");
    }
  }

  private void buildTie(int link, double[] entries) {
    int offer = who[link];
    int mode = what[link];
    int key = fleet.key(offer);
    fleet.addTo(entries, offer, mode, 1);
    fleet.addTo(entries, offer, key, -1);
    double scale = 0;
    for (int t = 0; t < size; t++) {
      scale = Math.max(scale, Math.abs(entries[t]));
    }
    for (int t = 0; t < size; t++) {
      entries[t] /= scale;
    }
    constant[link] = (fleet.cost(offer, key) - fleet.cost(offer, mode)) / scale;
    weight[link] = scale;
  }

  /**
   * What it costs a lot of the tier to serve the next slower one: a trifle, so that none does idly.
   */
  private double cascadeCost(int tier) {
    return fleet.nudge * (0.3 + 0.03 * tier);
  }

  /** Ticks by which the tier is too dear to serve the next slower one at these prices. */
  double cascadeLead(int tier) {
    return price[tier] - price[fleet.book.slower(tier)] + cascadeCost(tier);
  }

  /** The link by which the tier serves the next slower one, or -1. */
  int cascadeLink(int tier) {
    for (int l = 0; l < size; l++) {
      if (kind[l] == Kind.CASCADE && who[l] == tier) {
        return l;
      }
    }
    return -1;
  }

  /** Whether some tier serves another. */
  boolean cascades() {
    boolean some = false;
    for (int l = 0; l < size; l++) {
      some |= kind[l] == Kind.CASCADE;
    }
    return some;
  }

  /** Whether some link ties more than two tiers: an offer with pools. */
  boolean hasPools() {
    boolean some = false;
    for (int l = 0; l < size && fleet.modes.any(); l++) {
      some |= kind[l] == Kind.OFFER && fleet.pooled(who[l]);
    }
    return some;
  }

  /**
   * How the flow over each link moves when every tier wants a little more; beside pools unequally
   * more, so that the highest prices are one point.
   */
  void sensitivity(double[] result) {
    for (int t = 0; t < size; t++) {
      imbalance[t] = fleet.modes.any() ? 1 + t * UNEQUAL : 1;
    }
    inverse.transposedTimes(imbalance, result);
  }

  /** {@code row . direction}, of the row as scaled. */
  double along(int link, double[] direction) {
    double sum = 0;
    for (int t = 0; t < size; t++) {
      sum += row[link][t] * direction[t];
    }
    return sum;
  }

  /** The direction in which only the link, of those there are, gives way. */
  void direction(int link, double[] result) {
    inverse.column(link, result);
  }

  /** Highest price of the tiers of the link, weighted as in its row. */
  double dearest(int link) {
    double most = 0;
    for (int t = 0; t < size; t++) {
      most = Math.max(most, Math.abs(row[link][t]) * (1 + Math.abs(price[t])));
    }
    return most;
  }

  Kind kind(int link) {
    return kind[link];
  }

  /** Tier of a bid or cap link, offer of a tie. */
  int who(int link) {
    return who[link];
  }

  /** Level of a bid link, mode of a tie. */
  int what(int link) {
    return what[link];
  }

  /** Prices, with the value of idling, 0, behind the last tier. */
  double[] price() {
    return price;
  }

  double lots(int link) {
    return lots[link];
  }

  /** Share of its offer's power that runs in the mode of the link. */
  double share(int link) {
    return lots[link] / weight[link];
  }

  /** Lots of the largest full run of the link. */
  double weight(int link) {
    return weight[link];
  }

  /** Most lots over the link. */
  double room(int link) {
    return kind[link] == Kind.BID ? ladder.size(who[link], what[link]) : Double.POSITIVE_INFINITY;
  }

  /** Lots below which a flow counts as none. */
  double tolerance() {
    return tolerance;
  }

  /** Number of levels of the tier that are wholly filled. */
  int filled(int tier) {
    return filled[tier];
  }

  void fill(int tier, int levels) {
    filled[tier] = levels;
  }

  /** The bid link of the tier, or -1. */
  int bidLink(int tier) {
    for (int l = 0; l < size; l++) {
      if (kind[l] == Kind.BID && who[l] == tier) {
        return l;
      }
    }
    return -1;
  }

  /** Whether a link ties this mode of the offer to its key. */
  boolean ties(int offer, int mode) {
    for (int l = 0; l < size; l++) {
      if (kind[l] == Kind.OFFER && who[l] == offer && what[l] == mode) {
        return true;
      }
    }
    return mode == fleet.key(offer);
  }
}
