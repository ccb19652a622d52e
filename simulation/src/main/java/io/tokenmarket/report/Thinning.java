package io.tokenmarket.report;

import java.util.ArrayList;
import java.util.List;

/** Keeps a curve readable: of many steps, neighbours are put together. */
final class Thinning {
  private static final int STEPS = 200;

  private Thinning() {}

  /** A step of a curve that can be put together with the one behind it. */
  interface Step<T> {
    double lots();

    T with(T next);
  }

  /** The same curve in at most about 200 steps, each but the last at least a 200th of all lots. */
  static <T extends Step<T>> List<T> thinned(List<T> steps) {
    if (steps.size() <= STEPS) {
      return steps;
    }
    double enough = steps.stream().mapToDouble(Step::lots).sum() / STEPS;
    List<T> thinned = new ArrayList<>();
    T open = steps.get(0);
    for (T next : steps.subList(1, steps.size())) {
      if (open.lots() < enough) {
        open = open.with(next);
      } else {
        thinned.add(open);
        open = next;
      }
    }
    thinned.add(open);
    return thinned;
  }
}
