package io.tokenmarket.clearing;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random books, each a function of its seed: realistic ones, nasty ones, and tiny ones. */
public final class Books {
  private static final long[] EDGES = {0, 1, 2, 3, 10, 1000, (1L << 30) - 2, Book.MAX_PRICE};

  private final SplittableRandom random;

  private Books(long seed) {
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
  }

  /** A realistic book, a nasty one or an ill-conditioned one, as the seed has it. */
  public static Book any(long seed) {
    Books books = new Books(seed);
    return switch ((int) Math.floorMod(seed, 10L)) {
      case 0, 1, 2 -> books.realistic(1 + books.upTo(5), books.upTo(20), books.upTo(60));
      case 3 -> books.ill();
      default -> books.nasty();
    };
  }

  /** A book as of a market: hardware families, cost per MW or per token, log-normal limits. */
  public static Book realistic(long seed, int tiers, int offers, int bids) {
    return new Books(seed).realistic(tiers, offers, bids);
  }

  /** A book of five tiers in which cost per MW sets the asks and demand is 0.9 of supply. */
  public static Book perMegawatt(long seed, int offers, int bids) {
    return new Books(seed).realistic(5, offers, bids, 1, 0.9 / Math.exp(0.5));
  }

  /** At most 3 tiers, 4 offers and 6 bids, small numbers. */
  public static Book tiny(long seed) {
    return new Books(seed).tiny();
  }

  /** Ties, zeros, empty sides, ends of ranges. */
  public static Book nasty(long seed) {
    return new Books(seed).nasty();
  }

  /** A nasty or a realistic book with offers that have pools, a cascade, or both. */
  public static Book extended(long seed) {
    Books books = new Books(~seed);
    boolean nasty = seed % 3 != 0;
    Book book = nasty ? books.nastyPools() : books.realisticPools(2 + books.upTo(3), 12, 60);
    return seed % 4 == 0 ? book : books.cascading(book);
  }

  /** A book as of a market, with a cascade, in which a share of the offers has two pools. */
  public static Book pooled(long seed, int tiers, int offers, int bids) {
    Books books = new Books(~seed);
    return books.cascading(books.realisticPools(tiers, offers, bids));
  }

  /** At most 3 tiers, 3 offers with or without pools and 5 bids, small numbers. */
  public static Book tinyExtended(long seed) {
    Books books = new Books(~seed);
    Book book = books.tinyPools(seed % 2 == 0 ? 0 : 2);
    return seed % 3 == 0 ? book : books.cascading(book);
  }

  private int upTo(int most) {
    return random.nextInt(most + 1);
  }

  private long upToLong(long most) {
    return random.nextLong(most + 1);
  }

  private Book realistic(int tiers, int offers, int bids) {
    return realistic(tiers, offers, bids, upTo(4), 0.3 + random.nextDouble());
  }

  private Book realistic(int tiers, int offers, int bids, int style, double load) {
    Book book = new Book(tiers);
    double[] base = new double[tiers];
    double[] rate = new double[tiers];
    for (int t = 0; t < tiers; t++) {
      rate[t] = 1e5 * Math.pow(0.35, t) * (0.8 + 0.4 * random.nextDouble());
      base[t] = 3e5 / Math.pow(0.4, t);
    }
    double supply = 0;
    for (int i = 0; i < offers; i++) {
      supply += offer(book, rate, base, style);
    }
    double each = Math.max(1, supply * load / Math.max(1, bids));
    for (int j = 0; j < bids; j++) {
      int t = upTo(tiers - 1);
      double lots = each * Math.pow(0.35, t) * Math.exp(random.nextGaussian());
      double limit = base[t] * Math.exp(0.4 * random.nextGaussian() + 0.2);
      book.bid(t, Math.min(Book.MAX_LOTS, 1 + (long) lots), price(limit));
    }
    return book;
  }

  private static long price(double ticks) {
    return Math.max(0, Math.min(Book.MAX_PRICE, Math.round(ticks)));
  }

  private double offer(Book book, double[] rate, double[] base, int style) {
    int tiers = rate.length;
    int family = upTo(2);
    double megawatts = 1 + upTo(20);
    double dear = 0.5 + random.nextDouble();
    long[] run = new long[tiers];
    long[] ask = new long[tiers];
    for (int t = 0; t < tiers; t++) {
      double perMegawatt = rate[t] * (1 + family * (1 + 0.3 * t)) * 0.06;
      run[t] = family == 0 && t > 2 ? 0 : (long) (megawatts * perMegawatt);
      ask[t] =
          switch (style) {
            case 0 -> price(dear * 0.6 * base[t]);
            case 1 -> price(dear * 0.6 * base[0] * rate[0] * 0.06 / perMegawatt);
            case 2 -> price(0.5 * base[t]);
            case 3 -> 0;
            default -> price(base[t] * random.nextDouble());
          };
    }
    book.offer(run, ask);
    return run[0];
  }

  private Book nasty() {
    int tiers = 1 + upTo(upTo(9) == 0 ? 15 : 4);
    Book book = new Book(tiers);
    long maxRun = scale(Book.MAX_LOTS);
    long maxPrice = scale(Book.MAX_PRICE);
    int offers = upTo(upTo(4) == 0 ? 0 : 12);
    int bids = upTo(upTo(9) == 0 ? 0 : 30);
    for (int i = 0; i < offers; i++) {
      long[] run = new long[tiers];
      long[] ask = new long[tiers];
      for (int t = 0; t < tiers; t++) {
        run[t] = upTo(3) == 0 ? 0 : upToLong(maxRun);
        ask[t] = edge(maxPrice);
      }
      for (int copies = 1 + (upTo(3) == 0 ? upTo(4) : 0); copies > 0; copies--) {
        book.offer(run, ask);
      }
    }
    for (int j = 0; j < bids; j++) {
      book.bid(upTo(tiers - 1), upToLong(Math.max(1, maxRun / (1 + upTo(3)))), edge(maxPrice));
    }
    return book;
  }

  private long scale(long most) {
    return switch (upTo(4)) {
      case 0 -> 2;
      case 1 -> 10;
      case 2 -> 1_000;
      case 3 -> 1_000_000;
      default -> most;
    };
  }

  private long edge(long most) {
    return upTo(9) == 0 ? Math.min(most, EDGES[upTo(EDGES.length - 1)]) : upToLong(most);
  }

  /** Offers of nearly the same ratios and asks a tick apart: ties that all but coincide. */
  private Book ill() {
    int tiers = 2 + upTo(3);
    Book book = new Book(tiers);
    int offers = 1 + upTo(15);
    long size = 1_000 + upToLong(1_000_000_000);
    for (int i = 0; i < offers; i++) {
      long[] run = new long[tiers];
      long[] ask = new long[tiers];
      for (int t = 0; t < tiers; t++) {
        run[t] = Math.max(1, size / (t + 1) + upTo(2) - 1);
        ask[t] = 1_000_000L * (t + 1) + upTo(2);
      }
      book.offer(run, ask);
    }
    for (int j = upTo(30); j > 0; j--) {
      int t = upTo(tiers - 1);
      book.bid(t, 1 + upToLong(size), 1_000_000L * (t + 1) + upTo(20) - 5);
    }
    return book;
  }

  private Book tiny() {
    int tiers = 1 + upTo(2);
    Book book = new Book(tiers);
    int most = upTo(3) == 0 ? 300 : 1 + upTo(11);
    int dearest = upTo(3) == 0 ? 5 : most > 100 ? 20 : 1_000_000;
    for (int i = upTo(4); i > 0; i--) {
      long[] run = new long[tiers];
      long[] ask = new long[tiers];
      for (int t = 0; t < tiers; t++) {
        run[t] = upTo(most);
        ask[t] = upTo(dearest);
      }
      book.offer(run, ask);
    }
    for (int j = upTo(6); j > 0; j--) {
      book.bid(upTo(tiers - 1), upTo(most), upTo(dearest));
    }
    return book;
  }

  /** Lets some tiers, in any order, serve those behind them. */
  private Book cascading(Book book) {
    int[] order = new int[book.tiers()];
    for (int t = 0; t < order.length; t++) {
      int at = upTo(t);
      order[t] = order[at];
      order[at] = t;
    }
    book.cascade(Arrays.copyOf(order, 1 + upTo(order.length - 1)));
    return book;
  }

  private Book nastyPools() {
    int tiers = 1 + upTo(upTo(9) == 0 ? 15 : 4);
    Book book = new Book(tiers);
    long maxRun = Math.min(Recipes.MAX_RUN, scale(Recipes.MAX_RUN));
    long maxPrice = scale(Book.MAX_PRICE);
    for (int i = upTo(upTo(4) == 0 ? 0 : 8); i > 0; i--) {
      long[] ask = new long[tiers];
      long[] run = new long[tiers];
      for (int t = 0; t < tiers; t++) {
        ask[t] = edge(maxPrice);
        run[t] = upTo(3) == 0 ? 0 : upToLong(maxRun);
      }
      if (upTo(2) == 0) {
        book.offer(run, ask);
      } else {
        int recipes = 1 + upTo(upTo(9) == 0 ? 15 : 5);
        int from = book.recipes().count();
        recipes(book, recipes, maxRun, ask);
        for (int copies = upTo(9) == 0 ? upTo(3) : 0; copies > 0; copies--) {
          copy(book, from, recipes, ask);
        }
      }
    }
    for (int j = upTo(upTo(9) == 0 ? 0 : 30); j > 0; j--) {
      book.bid(upTo(tiers - 1), upToLong(Math.max(1, maxRun / (1 + upTo(3)))), edge(maxPrice));
    }
    return book;
  }

  private void recipes(Book book, int recipes, long maxRun, long[] ask) {
    int[] tier = new int[recipes];
    long[][] run = new long[2][recipes];
    for (int k = 0; k < recipes; k++) {
      tier[k] = upTo(book.tiers() - 1);
      int free = upTo(5);
      for (int pool = 0; pool < 2; pool++) {
        run[pool][k] = free == pool ? Recipes.UNLIMITED : upTo(9) == 0 ? 0 : upToLong(maxRun);
      }
      run[1][k] = free == 5 ? run[0][k] : run[1][k];
    }
    book.offer(tier, run[0], run[1], ask);
  }

  private static void copy(Book book, int from, int recipes, long[] ask) {
    int[] tier = new int[recipes];
    long[][] run = new long[2][recipes];
    for (int k = 0; k < recipes; k++) {
      tier[k] = book.recipes().tier(from + k);
      run[0][k] = book.recipes().run(from + k, 0);
      run[1][k] = book.recipes().run(from + k, 1);
    }
    book.offer(tier, run[0], run[1], ask);
  }

  /** Halls of two kinds of racks; each tier by one recipe that uses both, or by two. */
  private Book realisticPools(int tiers, int offers, int bids) {
    Book book = new Book(tiers);
    double supply = 0;
    for (int i = 0; i < offers; i++) {
      double size = 20_000 * (1 + upTo(20));
      supply += size;
      long[] ask = new long[tiers];
      int[] tier = new int[2 * tiers];
      long[][] run = new long[2][2 * tiers];
      int count = 0;
      for (int t = 0; t < tiers; t++) {
        ask[t] = price(3e5 / Math.pow(0.4, t) * (0.1 + 0.4 * random.nextDouble()));
        for (int k = upTo(1); k >= 0; k--) {
          tier[count] = t;
          run[0][count] = (long) (size * Math.pow(0.35, t) * (0.5 + 2 * random.nextDouble()));
          run[1][count] = (long) (size * Math.pow(0.45, t) * (0.5 + 2 * random.nextDouble()));
          count++;
        }
      }
      if (upTo(2) == 0) {
        book.offer(Arrays.copyOf(run[0], tiers), ask);
      } else {
        book.offer(
            Arrays.copyOf(tier, count),
            Arrays.copyOf(run[0], count),
            Arrays.copyOf(run[1], count),
            ask);
      }
    }
    double each = Math.max(1, supply * (0.3 + random.nextDouble()) / Math.max(1, bids));
    for (int j = 0; j < bids; j++) {
      int t = upTo(tiers - 1);
      double lots = each * Math.pow(0.4, t) * Math.exp(random.nextGaussian());
      double limit = 3e5 / Math.pow(0.4, t) * Math.exp(0.4 * random.nextGaussian() + 0.2);
      book.bid(t, 1 + (long) lots, price(limit));
    }
    return book;
  }

  private Book tinyPools(int pooled) {
    int tiers = 1 + upTo(2);
    Book book = new Book(tiers);
    int most = upTo(3) == 0 ? 200 : 1 + upTo(11);
    int dearest = upTo(3) == 0 ? 5 : most > 100 ? 20 : 1_000;
    for (int i = upTo(3); i > 0; i--) {
      long[] run = new long[tiers];
      long[] ask = new long[tiers];
      for (int t = 0; t < tiers; t++) {
        run[t] = upTo(most);
        ask[t] = upTo(dearest);
      }
      if (i <= pooled) {
        recipes(book, 1 + upTo(3), most, ask);
      } else {
        book.offer(run, ask);
      }
    }
    for (int j = upTo(5); j > 0; j--) {
      book.bid(upTo(tiers - 1), upTo(most), upTo(dearest));
    }
    return book;
  }
}
