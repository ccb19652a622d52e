package io.tokenmarket.clearing;

/**
 * Solves one auction over all tiers at once: maximise what buyers value less what sellers ask,
 * subject to each offer's power and to supply = demand per tier; see {@code docs/auction.md}.
 *
 * <p>The outcome is a function of the book alone: no clock, no chance, nothing of the auction
 * before. Doubles choose which orders are marginal; every quantity, price and sum is made of
 * integers. Reusable and not thread-safe: memory is kept from one auction to the next.
 */
public final class Auction {
  private static final double NUDGE = 0x1p-10;

  private final Ladder demand = new Ladder();
  private final Fleet supply = new Fleet();
  private final Basis basis = new Basis(demand, supply);
  private final Walk walk = new Walk(demand, supply, basis);
  private final Faces faces = new Faces(supply, basis, walk);
  private final Vertex vertex = new Vertex(basis, supply, demand);
  private final Fill fill = new Fill(demand, supply, basis);
  private final Result result = new Result();
  private final Pairing pairing = new Pairing(demand, supply, fill, result);
  private final Fraction[] low = new Fraction[Book.MAX_TIERS];
  private final Fraction[] high = new Fraction[Book.MAX_TIERS];

  /** Clears the book; the outcome is valid until the next call. */
  public Outcome clear(Book book) {
    demand.load(book);
    supply.load(book, NUDGE);
    findOptimum(book.tiers());
    award(book);
    price();
    result.certify();
    return result;
  }

  private void findOptimum(int tiers) {
    basis.start(tiers);
    supply.run(basis.price());
    walk.run();
  }

  private void award(Book book) {
    result.start(book);
    fill.run();
    pairing.run();
  }

  private void price() {
    faces.highest();
    vertex.prices(high);
    faces.lowest();
    vertex.prices(low);
    result.prices(low, high);
  }

  /** Steps of the last walk. */
  int steps() {
    return walk.steps();
  }
}
