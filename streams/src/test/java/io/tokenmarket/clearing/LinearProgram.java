package io.tokenmarket.clearing;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;

/**
 * An auction written as a linear program for a general solver, scaled so that the largest quantity
 * is 1,000 and the largest price 100, as such solvers like it.
 */
public final class LinearProgram implements AutoCloseable {
  static {
    Loader.loadNativeLibraries();
  }

  private final MPSolver solver;
  private final MPObjective objective;
  private final double lot;
  private final double tick;

  /**
   * @param name {@code GLOP} or {@code HIGHS_LINEAR_PROGRAMMING}
   */
  public LinearProgram(Book book, String name) {
    solver = MPSolver.createSolver(name);
    solver.suppressOutput();
    objective = solver.objective();
    lot = 1_000.0 / mostLots(book);
    tick = 100.0 / mostTicks(book);
    build(book);
    objective.setMaximization();
  }

  private static double mostLots(Book book) {
    long most = 1;
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < book.tiers(); t++) {
        most = Math.max(most, book.fullRun(i, t));
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      most = Math.max(most, book.bidLots(j));
    }
    return most;
  }

  private static double mostTicks(Book book) {
    long most = 1;
    for (int j = 0; j < book.bids(); j++) {
      most = Math.max(most, book.bidLimit(j));
    }
    return most;
  }

  private void build(Book book) {
    double infinity = MPSolver.infinity();
    MPConstraint[] balance = new MPConstraint[book.tiers()];
    for (int t = 0; t < book.tiers(); t++) {
      balance[t] = solver.makeConstraint(0, 0, "");
    }
    for (int t = 0; t < book.tiers(); t++) {
      if (book.slower(t) >= 0) {
        MPVariable handedDown = solver.makeNumVar(0, infinity, "");
        balance[t].setCoefficient(handedDown, -1);
        balance[book.slower(t)].setCoefficient(handedDown, 1);
      }
    }
    for (int i = 0; i < book.offers(); i++) {
      if (book.recipes().has(i)) {
        addPools(book, i, balance);
        continue;
      }
      MPConstraint power = solver.makeConstraint(-infinity, 1, "");
      for (int t = 0; t < book.tiers(); t++) {
        if (book.fullRun(i, t) > 0) {
          double run = book.fullRun(i, t) * lot;
          MPVariable share = solver.makeNumVar(0, infinity, "");
          power.setCoefficient(share, 1);
          balance[t].setCoefficient(share, run);
          objective.setCoefficient(share, -run * book.ask(i, t) * tick);
        }
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      MPVariable lots = solver.makeNumVar(0, book.bidLots(j) * lot, "");
      balance[book.bidTier(j)].setCoefficient(lots, -1);
      objective.setCoefficient(lots, book.bidLimit(j) * tick);
    }
  }

  /** Of each recipe the share of what it makes alone; what that takes of either pool. */
  private void addPools(Book book, int offer, MPConstraint[] balance) {
    Recipes recipes = book.recipes();
    MPConstraint[] pools = new MPConstraint[Recipes.POOLS];
    for (int k = 0; k < pools.length; k++) {
      pools[k] = solver.makeConstraint(-MPSolver.infinity(), 1, "");
    }
    for (int r = recipes.from(offer); r < recipes.to(offer); r++) {
      double alone = recipes.alone(r);
      if (alone > 0) {
        MPVariable share = solver.makeNumVar(0, MPSolver.infinity(), "");
        for (int k = 0; k < pools.length; k++) {
          if (recipes.run(r, k) != Recipes.UNLIMITED) {
            pools[k].setCoefficient(share, alone / recipes.run(r, k));
          }
        }
        balance[recipes.tier(r)].setCoefficient(share, alone * lot);
        objective.setCoefficient(share, -alone * lot * book.ask(offer, recipes.tier(r)) * tick);
      }
    }
  }

  /** Whether the solver says that it found the optimum. */
  public boolean solve() {
    return solver.solve() == MPSolver.ResultStatus.OPTIMAL;
  }

  /** The optimum, nano-dollars. */
  public double optimum() {
    return objective.value() / lot / tick;
  }

  @Override
  public void close() {
    solver.delete();
  }
}
