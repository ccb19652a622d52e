package io.tokenmarket.clearing;

import java.util.Arrays;

/** The prices of a basis as the solution of its links, exactly, where these form no graph. */
final class Elimination {
  private final Basis basis;
  private final Fleet fleet;
  private final Ladder ladder;
  private final Fraction[][] row = new Fraction[Book.MAX_TIERS][Book.MAX_TIERS + 1];

  Elimination(Basis basis, Fleet fleet, Ladder ladder) {
    this.basis = basis;
    this.fleet = fleet;
    this.ladder = ladder;
  }

  /** Writes the price of each tier. */
  void prices(Fraction[] result) {
    for (int l = 0; l < basis.size; l++) {
      Arrays.fill(row[l], Fraction.ZERO);
      build(l);
    }
    for (int t = 0; t < basis.size; t++) {
      bringPivot(t);
      for (int r = 0; r < basis.size; r++) {
        if (r != t && row[r][t].signum() != 0) {
          subtract(r, t);
        }
      }
    }
    for (int t = 0; t < basis.size; t++) {
      result[t] = row[t][basis.size].over(row[t][t]);
    }
  }

  /** The link as {@code sum of row x price = right-hand side}. */
  private void build(int link) {
    int who = basis.who(link);
    switch (basis.kind(link)) {
      case BID -> add(link, who, 1, ladder.price(who, basis.what(link)));
      case CAP -> add(link, who, 1, Basis.CAP);
      case CASCADE -> {
        add(link, who, 1, 0);
        add(link, fleet.book.slower(who), -1, 0);
      }
      default -> {
        addMode(link, who, basis.what(link), 1);
        addMode(link, who, fleet.key(who), -1);
      }
    }
  }

  private void addMode(int link, int offer, int mode, int sign) {
    for (int t = 0; t < basis.size; t++) {
      add(link, t, sign * fleet.lots(offer, mode, t), fleet.book.ask(offer, t));
    }
  }

  private void add(int link, int tier, long lots, long ticks) {
    if (lots != 0) {
      Fraction entry = Fraction.of(lots);
      row[link][tier] = row[link][tier].plus(entry);
      row[link][basis.size] = row[link][basis.size].plus(entry.times(ticks));
    }
  }

  private void bringPivot(int column) {
    int pivot = column;
    while (row[pivot][column].signum() == 0) {
      if (++pivot == basis.size) {
        throw new IllegalStateException("a basis leaves a price open");
      }
    }
    Fraction[] found = row[pivot];
    row[pivot] = row[column];
    row[column] = found;
  }

  private void subtract(int from, int pivot) {
    Fraction factor = row[from][pivot].over(row[pivot][pivot]);
    for (int c = pivot; c <= basis.size; c++) {
      row[from][c] = row[from][c].minus(row[pivot][c].times(factor));
    }
  }
}
