package io.tokenmarket.clearing;

/**
 * Demand: the bids of each tier by price, best first and earlier first, merged into levels of one
 * price.
 *
 * <p>Behind the last level of a tier is a sentinel that takes any quantity at price -1: below 0, so
 * that an offer that asks nothing idles rather than dumps.
 */
final class Ladder {
  static final long FLOOR = -1;

  private final RadixSort radix = new RadixSort();
  private long[] keys = new long[0];
  private long[] lots = new long[0];
  private long[] price = new long[0];
  private long[] before = new long[0];
  private final int[] first = new int[Book.MAX_TIERS];
  private final int[] base = new int[Book.MAX_TIERS];
  private final int[] levels = new int[Book.MAX_TIERS];

  void load(Book book) {
    grow(book.bids());
    int count = 0;
    for (int j = 0; j < book.bids(); j++) {
      if (book.bidLots(j) > 0) {
        keys[count++] = RadixSort.key(book.bidTier(j), Book.MAX_PRICE - book.bidLimit(j), j);
      }
    }
    radix.sort(keys, count);
    merge(book, count);
  }

  private void grow(int bids) {
    if (keys.length < bids || price.length == 0) {
      int size = Math.max(bids, 2 * keys.length);
      keys = new long[size];
      lots = new long[size];
      price = new long[size + Book.MAX_TIERS];
      before = new long[size + Book.MAX_TIERS];
    }
  }

  private void merge(Book book, int count) {
    int at = 0;
    int next = 0;
    for (int t = 0; t < book.tiers(); t++) {
      base[t] = next;
      first[t] = at;
      long sum = 0;
      long last = FLOOR;
      for (; at < count && RadixSort.tier(keys[at]) == t; at++) {
        if (limit(at) != last) {
          last = limit(at);
          open(next++, last, sum);
        }
        lots[at] = book.bidLots(bid(at));
        sum += lots[at];
      }
      levels[t] = next - base[t];
      open(next++, FLOOR, sum);
    }
  }

  private void open(int level, long levelPrice, long lotsBefore) {
    price[level] = levelPrice;
    before[level] = lotsBefore;
  }

  /** Number of levels of the tier; the sentinel is the level of this number. */
  int levels(int tier) {
    return levels[tier];
  }

  long price(int tier, int level) {
    return price[base[tier] + level];
  }

  /** Lots in better levels. */
  long before(int tier, int level) {
    return before[base[tier] + level];
  }

  /** Lots in better levels and this one; those of the sentinel do not count. */
  long through(int tier, int level) {
    return before(tier, Math.min(level + 1, levels[tier]));
  }

  /** Lots of the level, infinite for the sentinel. */
  double size(int tier, int level) {
    return level == levels[tier]
        ? Double.POSITIVE_INFINITY
        : before(tier, level + 1) - before(tier, level);
  }

  /** Position of the tier's first bid in the sorted bids. */
  int first(int tier) {
    return first[tier];
  }

  /** The bid at a position of the sorted bids. */
  int bid(int position) {
    return RadixSort.index(keys[position]);
  }

  /** Its limit, from the key: the book of a million bids is out of the cache. */
  long limit(int position) {
    return Book.MAX_PRICE - RadixSort.rank(keys[position]);
  }

  /** Lots it wants. */
  long lots(int position) {
    return lots[position];
  }
}
