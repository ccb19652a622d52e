package io.tokenmarket.bench;

import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** Median duration of a few runs. */
final class Median {
  private Median() {}

  /** Nanoseconds of one run. */
  static double of(int runs, Runnable task) {
    return timed(
        runs,
        () -> {
          long start = System.nanoTime();
          task.run();
          return System.nanoTime() - start;
        });
  }

  /** The median of what the task itself measures. */
  static double timed(int runs, LongSupplier task) {
    return LongStream.generate(task).limit(runs).sorted().skip(runs / 2).findFirst().orElseThrow();
  }
}
