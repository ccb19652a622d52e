package io.tokenmarket.bench.live;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What was measured: from the first command handled on, wall clock and this JVM's processors. */
final class Window {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private volatile boolean begun;
  private long beganNanos;
  private double beganProcessor;
  private double seconds;
  private double processorSeconds;
  private Threads threads;

  /** Called for each command; the first counts. */
  void begin() {
    if (!begun) {
      beginOnce();
    }
  }

  private synchronized void beginOnce() {
    if (!begun) {
      threads = Threads.now();
      beganNanos = System.nanoTime();
      beganProcessor = processor();
      begun = true;
    }
  }

  /** All is answered. */
  synchronized void answered() {
    seconds = (System.nanoTime() - beganNanos) / 1e9;
  }

  /** All that follows is done. */
  synchronized void end() {
    processorSeconds = processor() - beganProcessor;
  }

  /** Without the compilers: what they do is done once, and a run is too short to spread it. */
  private static double processor() {
    return PROCESS.getProcessCpuTime() / 1e9 - Threads.compilerSeconds();
  }

  /** Says what the threads have used since the beginning; while they still run. */
  synchronized void printThreads() {
    Threads.now().printSince(threads);
  }

  synchronized double seconds() {
    return seconds;
  }

  synchronized double processorSeconds() {
    return processorSeconds;
  }

  /** What earlier work left behind is not this one's to collect. */
  static void collectGarbage() {
    System.gc();
  }
}
