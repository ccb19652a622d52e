package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The optimum that general solvers find lies in [welfare, welfare + gap]: {@code -Dsolved=N} for
 * that many auctions against each.
 */
class SolversTest {
  /** Of the dual bound; what the solvers' own tolerances leave. */
  private static final double TOLERANCE = 1e-6;

  @ParameterizedTest
  @CsvSource({"GLOP, 3000", "HIGHS_LINEAR_PROGRAMMING, 1000"})
  void theOptimumLiesBetweenWelfareAndItsBound(String solver, long count) {
    check(
        solver,
        Long.getLong("solved", count),
        seed -> seed % 2 == 0 ? Books.realistic(seed, 5, 30, 300) : Books.any(seed));
  }

  /** The program has a row per pool and knows nothing of modes. */
  @ParameterizedTest
  @CsvSource({"GLOP, 600", "HIGHS_LINEAR_PROGRAMMING, 200"})
  void withPoolsAndCascadesItDoesAsWell(String solver, long count) {
    check(
        solver,
        Long.getLong("solved", count),
        seed -> seed % 2 == 0 ? Books.pooled(seed, 5, 30, 300) : Books.extended(seed));
  }

  private static void check(String solver, long count, LongFunction<Book> books) {
    Auction auction = new Auction();
    long solved = 0;
    for (long seed = 0; seed < count; seed++) {
      Book book = books.apply(seed);
      if (book.offers() == 0 || book.bids() == 0) {
        solved++;
        continue;
      }
      Outcome outcome = auction.clear(book);
      try (LinearProgram program = new LinearProgram(book, solver)) {
        if (program.solve()) {
          solved++;
          double worth = outcome.welfare().doubleValue();
          double bound = worth + outcome.gap().doubleValue();
          double rounding = TOLERANCE * Math.max(1, bound);
          assertThat(program.optimum())
              .as("%s, seed %d", solver, seed)
              .isBetween(worth - rounding, bound + rounding);
        }
      }
    }
    assertThat(solved).as("auctions %s solved", solver).isGreaterThan(count * 99 / 100);
  }
}
