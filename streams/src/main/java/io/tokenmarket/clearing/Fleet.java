package io.tokenmarket.clearing;

/**
 * Supply: each offer is a set of modes, one per tier it can make and one for idling, of which it
 * runs the one that earns most. Offers with pools have {@link Modes} of their own.
 *
 * <p>Doubles here only choose the basis. Asks are lowered by less than a thousandth of a tick, most
 * for the earliest offer, so that of offers that are alike the earlier runs and no two modes tie.
 */
final class Fleet {
  private static final int SCATTER = 40503;

  Book book;
  int offers;
  int tiers;
  private int stride;
  private double[] run = new double[0];
  private double[] cost = new double[0];
  private byte[] key = new byte[0];
  private byte[] links = new byte[0];
  private final long[] supply = new long[Book.MAX_TIERS + 1];
  final Modes modes = new Modes();
  private boolean pools;

  /** Most that an ask is lowered, ticks. */
  double nudge;

  /**
   * @param mostLowered most that an ask is lowered, ticks
   */
  void load(Book orders, double mostLowered) {
    book = orders;
    nudge = mostLowered;
    offers = orders.offers();
    tiers = orders.tiers();
    stride = tiers + 1;
    if (run.length < offers * stride) {
      int size = Math.max(offers * stride, 2 * run.length);
      run = new double[size];
      cost = new double[size];
      key = new byte[size];
      links = new byte[size];
    }
    for (int i = 0; i < offers; i++) {
      loadModes(i);
    }
    modes.load(orders);
    modes.cost(nudge);
    pools = modes.any();
  }

  private void loadModes(int offer) {
    int at = offer * stride;
    for (int t = 0; t < tiers; t++, at++) {
      long lots = book.fullRun(offer, t);
      run[at] = lots;
      cost[at] =
          lots == 0 ? Modes.NEVER : lots * (book.ask(offer, t) - lowered(book, offer, t, nudge));
    }
    run[at] = 0;
    cost[at] = 0;
  }

  /** By how many ticks the ask of an offer's n-th mode is lowered. */
  static double lowered(Book book, int offer, int number, double nudge) {
    double luck = (offer * SCATTER & 0xFFFF) / 65536.0;
    double tilt = (number + 1) * (0.5 + 0.5 * luck) / (Book.MAX_TIERS + 2);
    return nudge * ((book.offers() - offer - tilt) / book.offers());
  }

  /** Whether the offer has pools. */
  boolean pooled(int offer) {
    return pools && modes.has(offer);
  }

  /** Number of the offer's last mode. */
  int lastMode(int offer) {
    return pooled(offer) ? modes.last(offer) : tiers;
  }

  /** Whether the offer can run the mode. */
  boolean has(int offer, int mode) {
    return pooled(offer) ? modes.exists(offer, mode) : mode == tiers || run(offer, mode) > 0;
  }

  /** Sets every offer to its best mode at these prices, tied to nothing. */
  void run(double[] price) {
    java.util.Arrays.fill(supply, 0);
    for (int i = 0; i < offers; i++) {
      links[i] = 0;
      key[i] = (byte) best(i, price);
      supply(i, key[i], 1);
    }
  }

  /** Adds what the mode makes to the supply, or takes it off. */
  private void supply(int offer, int mode, int sign) {
    if (!pooled(offer)) {
      supply[mode] += sign * fullRun(offer, mode);
      return;
    }
    for (int part = 0; part < Modes.PARTS; part++) {
      supply[modes.tier(offer, mode, part)] += sign * modes.lots(offer, mode, part);
    }
  }

  /** The mode that earns most; idling if none earns. */
  int best(int offer, double[] price) {
    int best = tiers;
    double most = 0;
    for (int mode = 0; mode <= lastMode(offer); mode++) {
      double value = value(offer, mode, price);
      if (value > most) {
        most = value;
        best = mode;
      }
    }
    return best;
  }

  /** The mode for idling. */
  int idle() {
    return tiers;
  }

  /** Nano-dollars earned running flat out in the mode. */
  double value(int offer, int mode, double[] price) {
    return pooled(offer) ? modes.value(offer, mode, price) : valueOfTier(offer, mode, price);
  }

  /** The same of an offer without pools. */
  double valueOfTier(int offer, int mode, double[] price) {
    int at = offer * stride + mode;
    return run[at] * price[mode] - cost[at];
  }

  /** Nano-dollars that the mode, flat out, earns more per unit of time. */
  double gain(int offer, int mode, double[] speed) {
    return pooled(offer) ? modes.gain(offer, mode, speed) : run(offer, mode) * speed[mode];
  }

  /** Adds to a row over the tiers what the mode makes, or takes it off. */
  void addTo(double[] row, int offer, int mode, int sign) {
    if (!pooled(offer)) {
      row[mode] += sign * run(offer, mode);
      return;
    }
    for (int part = 0; part < Modes.PARTS; part++) {
      row[modes.tier(offer, mode, part)] += (double) sign * modes.lots(offer, mode, part);
    }
  }

  /** Lots of the tier that an offer without pools makes running flat out; 0 for idling. */
  double run(int offer, int mode) {
    return run[offer * stride + mode];
  }

  /** Nano-dollars the mode's lots cost at the ask. */
  double cost(int offer, int mode) {
    return pooled(offer) ? modes.cost(offer, mode) : cost[offer * stride + mode];
  }

  long fullRun(int offer, int mode) {
    return mode == tiers ? 0 : book.fullRun(offer, mode);
  }

  /** Lots of the tier that the mode makes. */
  long lots(int offer, int mode, int tier) {
    if (!pooled(offer)) {
      return mode == tier ? fullRun(offer, mode) : 0;
    }
    long sum = 0;
    for (int part = 0; part < Modes.PARTS; part++) {
      sum += modes.tier(offer, mode, part) == tier ? modes.lots(offer, mode, part) : 0;
    }
    return sum;
  }

  /** Lots of a part of the offer that the mode makes: of a tier, or with pools by a recipe. */
  long partLots(int offer, int mode, int part) {
    if (!pooled(offer)) {
      return lots(offer, mode, part);
    }
    int recipe = book.recipes().from(offer) + part;
    long first = modes.recipe(offer, mode, 0) == recipe ? modes.lots(offer, mode, 0) : 0;
    return modes.recipe(offer, mode, 1) == recipe ? first + modes.lots(offer, mode, 1) : first;
  }

  /** Whether two offers have the same asks in two modes, and full runs in the same ratio. */
  boolean alike(int one, int other, int a, int b) {
    return sameAsk(one, other, a)
        && sameAsk(one, other, b)
        && (a == tiers || b == tiers || sameRatio(one, other, a, b));
  }

  private boolean sameAsk(int one, int other, int mode) {
    return mode == tiers || book.ask(one, mode) == book.ask(other, mode);
  }

  /** Full runs are 1 to 2^32 here, so products are equal if they are equal modulo 2^64. */
  private boolean sameRatio(int one, int other, int a, int b) {
    return fullRun(one, a) * fullRun(other, b) == fullRun(other, a) * fullRun(one, b);
  }

  int key(int offer) {
    return key[offer];
  }

  void rekey(int offer, int mode) {
    supply(offer, key[offer], -1);
    supply(offer, mode, 1);
    key[offer] = (byte) mode;
  }

  /** Whether the offer is split, or may be: some link ties two of its modes. */
  boolean tied(int offer) {
    return links[offer] > 0;
  }

  void tie(int offer) {
    links[offer]++;
  }

  void untie(int offer) {
    links[offer]--;
  }

  /** Lots of the tier if every offer ran wholly on its key. */
  long supply(int tier) {
    return supply[tier];
  }
}
