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
  private static final double FINER = 0x1p-10;
  private static final double LEAST_NUDGE = 0x1p-40;

  private final Ladder demand = new Ladder();
  private final Fleet supply = new Fleet();
  private final Basis basis = new Basis(demand, supply);
  private final PriceWalk walk = new PriceWalk(demand, supply, basis);
  private final Faces faces = new Faces(supply, basis, walk);
  private final ExactPrices vertex = new ExactPrices(basis, supply, demand);
  private final Proof proof = new Proof(demand, supply, basis);
  private final Fill fill = new Fill(demand, supply, basis);
  private final Result result = new Result();
  private final Pairing pairing = new Pairing(demand, supply, fill, result);
  private final Fraction[] low = new Fraction[Book.MAX_TIERS];
  private final Fraction[] high = new Fraction[Book.MAX_TIERS];

  /** Clears the book; the outcome is valid until the next call. */
  public Outcome clear(Book book) {
    demand.load(book);
    result.start(book);
    findPrices(book);
    result.prices(low, high);
    award();
    result.certify();
    return result;
  }

  /** Finds prices that clear for the asks as made, and not only as nudged. */
  private void findPrices(Book book) {
    double nudge = NUDGE;
    supply.load(book, nudge);
    basis.start(book.tiers());
    while (!isProven() && nudge > LEAST_NUDGE) {
      nudge *= FINER;
      supply.load(book, nudge);
      basis.restart();
    }
  }

  /** Walks to an optimum and on to both ends of the prices that clear. */
  private boolean isProven() {
    walk.run();
    faces.highest();
    vertex.prices(high);
    boolean proven = proof.holds(high);
    faces.lowest();
    vertex.prices(low);
    return proven && proof.holds(low);
  }

  private void award() {
    fill.run(result);
    pairing.run();
  }

  /** Steps of the last walk. */
  int steps() {
    return walk.steps();
  }
}
