package io.tokenmarket.clearing;

/**
 * Supply: each offer is a set of modes, one per tier it can make and one for idling, of which it
 * runs the one that earns most.
 *
 * <p>Doubles here only choose the basis. Asks are lowered by less than a thousandth of a tick, most
 * for the earliest offer, so that of offers that are alike the earlier runs and no two modes tie.
 */
final class Fleet {
  /** Cost of a mode the offer does not have: never worth it. */
  private static final double NEVER = 1e300;

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

  /**
   * @param nudge most that an ask is lowered, ticks
   */
  void load(Book orders, double nudge) {
    book = orders;
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
      loadModes(i, nudge);
    }
  }

  private void loadModes(int offer, double nudge) {
    double luck = (offer * SCATTER & 0xFFFF) / 65536.0;
    int at = offer * stride;
    for (int t = 0; t < tiers; t++, at++) {
      long lots = book.fullRun(offer, t);
      double tilt = (t + 1) * (0.5 + 0.5 * luck) / (Book.MAX_TIERS + 2);
      run[at] = lots;
      cost[at] =
          lots == 0
              ? NEVER
              : lots * (book.ask(offer, t) - nudge * ((offers - offer - tilt) / offers));
    }
    run[at] = 0;
    cost[at] = 0;
  }

  /** Whether the offer can run the mode. */
  boolean has(int offer, int mode) {
    return mode == tiers || run(offer, mode) > 0;
  }

  /** Sets every offer to its best mode at these prices, tied to nothing. */
  void run(double[] price) {
    java.util.Arrays.fill(supply, 0);
    for (int i = 0; i < offers; i++) {
      links[i] = 0;
      key[i] = (byte) best(i, price);
      supply[key[i]] += fullRun(i, key[i]);
    }
  }

  /** The mode that earns most; idling if none earns. */
  int best(int offer, double[] price) {
    int best = tiers;
    double most = 0;
    for (int t = 0; t < tiers; t++) {
      double value = value(offer, t, price);
      if (value > most) {
        most = value;
        best = t;
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
    int at = offer * stride + mode;
    return run[at] * price[mode] - cost[at];
  }

  /** Lots of the mode running flat out; 0 for idling. */
  double run(int offer, int mode) {
    return run[offer * stride + mode];
  }

  /** Nano-dollars the mode's lots cost at the ask. */
  double cost(int offer, int mode) {
    return cost[offer * stride + mode];
  }

  long fullRun(int offer, int mode) {
    return mode == tiers ? 0 : book.fullRun(offer, mode);
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
    supply[key[offer]] -= fullRun(offer, key[offer]);
    supply[mode] += fullRun(offer, mode);
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
