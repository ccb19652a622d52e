package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * The events of offers as prices move: at which time which mode overtakes the one that an offer
 * runs, and how much supply that shifts. Kept in columns, which selection permutes.
 */
final class Overtakings {
  /** Speeds nearer to each other than this, relatively, differ by rounding only. */
  private static final double PARALLEL = 1e-13;

  private static final int MODE_BITS = 7;

  private final Fleet fleet;
  private double[] price;
  private double[] speed;

  /** Where all prices that move fall, offers whose key does not move keep it. */
  private boolean falling;

  private double[] time = new double[64];
  private double[] weight = new double[64];
  private long[] item = new long[64];
  private int count;

  Overtakings(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * @param prices where the move starts, ticks
   * @param direction ticks per unit of time
   */
  void start(double[] prices, double[] direction) {
    price = prices;
    speed = direction;
    falling = true;
    for (double each : direction) {
      falling &= each <= 0;
    }
  }

  /** Lists the events of all offers that no link ties, up to a time. */
  void collect(double until) {
    count = 0;
    for (int i = 0; i < fleet.offers; i++) {
      if (!fleet.tied(i) && !(falling && !fleet.pooled(i) && speed[fleet.key(i)] == 0)) {
        collect(i, until);
      }
    }
  }

  /** The modes that overtake, each the one before. */
  private void collect(int offer, double until) {
    int key = fleet.key(offer);
    int last = fleet.lastMode(offer);
    while (true) {
      int next = -1;
      double when = until;
      for (int mode = 0; mode <= last; mode++) {
        double meets = meets(offer, key, mode);
        if (meets < when || meets == when && (next < 0 || gain(offer, mode) > gain(offer, next))) {
          when = meets;
          next = mode;
        }
      }
      if (next < 0 || when == Double.POSITIVE_INFINITY) {
        return;
      }
      add(when, gain(offer, next) - gain(offer, key), offer, next);
      key = next;
    }
  }

  /** When the mode earns as much as the key; infinite if it gains nothing on it. */
  double meets(int offer, int key, int mode) {
    return fleet.pooled(offer) ? meetsOfPools(offer, key, mode) : meetsOfTiers(offer, key, mode);
  }

  private double meetsOfTiers(int offer, int key, int mode) {
    double own = fleet.run(offer, key) * speed[key];
    double other = fleet.run(offer, mode) * speed[mode];
    double faster = other - own;
    if (faster <= PARALLEL * Math.max(Math.abs(own), Math.abs(other))) {
      return Double.POSITIVE_INFINITY;
    }
    double lead = fleet.valueOfTier(offer, key, price) - fleet.valueOfTier(offer, mode, price);
    return Math.max(0, lead / faster);
  }

  private double meetsOfPools(int offer, int key, int mode) {
    Modes modes = fleet.modes;
    double faster = modes.gain(offer, mode, speed) - modes.gain(offer, key, speed);
    double stir = Math.max(modes.stir(offer, key, speed), modes.stir(offer, mode, speed));
    if (faster <= PARALLEL * stir) {
      return Double.POSITIVE_INFINITY;
    }
    double lead = modes.value(offer, key, price) - modes.value(offer, mode, price);
    return Math.max(0, lead / faster);
  }

  /** Nano-dollars that the mode, flat out, earns more per unit of time. */
  double gain(int offer, int mode) {
    return fleet.gain(offer, mode, speed);
  }

  private void add(double when, double lots, int offer, int mode) {
    if (count == time.length) {
      time = Arrays.copyOf(time, 2 * count);
      weight = Arrays.copyOf(weight, 2 * count);
      item = Arrays.copyOf(item, 2 * count);
    }
    time[count] = when;
    weight[count] = lots;
    item[count] = (long) count << 32 | (long) offer << MODE_BITS | mode;
    count++;
  }

  int count() {
    return count;
  }

  double time(int event) {
    return time[event];
  }

  double weight(int event) {
    return weight[event];
  }

  /** What the event is; of two at the same time the smaller comes first. */
  long item(int event) {
    return item[event];
  }

  static int offer(long item) {
    return (int) item >>> MODE_BITS;
  }

  static int mode(long item) {
    return (int) item & (Modes.MAX - 1);
  }

  void swap(int a, int b) {
    double t = time[a];
    time[a] = time[b];
    time[b] = t;
    double w = weight[a];
    weight[a] = weight[b];
    weight[b] = w;
    long i = item[a];
    item[a] = item[b];
    item[b] = i;
  }

  int medianOfThree(int a, int b, int c) {
    if (earlier(a, b)) {
      return earlier(b, c) ? b : earlier(a, c) ? c : a;
    }
    return earlier(a, c) ? a : earlier(b, c) ? c : b;
  }

  private boolean earlier(int a, int b) {
    return time[a] < time[b] || time[a] == time[b] && item[a] < item[b];
  }

  /** Has every offer run the fastest of the modes among the first events. */
  void apply(int events) {
    for (int e = 0; e < events; e++) {
      int offer = offer(item[e]);
      if (gain(offer, mode(item[e])) > gain(offer, fleet.key(offer))) {
        fleet.rekey(offer, mode(item[e]));
      }
    }
  }
}
