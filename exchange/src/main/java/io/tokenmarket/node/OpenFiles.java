package io.tokenmarket.node;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Locale;

/**
 * How many files and connections a node may open. One that has not enough fails anywhere, in the
 * middle of what it does.
 */
final class OpenFiles {
  /** Connections, and what else does not grow with the partitions. */
  private static final long ANYWAY = 100;

  /**
   * What the views' two stores of one partition ever open: 7 files each at the start, which was
   * counted, and 20 tables as the history grows.
   */
  static final long STORES_OF_A_PARTITION = 2 * (7 + 20);

  private OpenFiles() {}

  /**
   * Refuses to start with too few.
   *
   * @param partitions of each topic
   * @param onDisk whether history is kept in files
   * @throws UsageException that says how many there are and how many are needed
   */
  static void require(int partitions, boolean onDisk) {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    if (system instanceof UnixOperatingSystemMXBean unix) {
      require(
          unix.getMaxFileDescriptorCount(),
          unix.getOpenFileDescriptorCount() + needed(partitions, onDisk),
          partitions);
    }
  }

  private static long needed(int partitions, boolean onDisk) {
    return ANYWAY + (onDisk ? STORES_OF_A_PARTITION * partitions : 0);
  }

  private static void require(long allowed, long needed, int partitions) {
    if (allowed < needed) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "This process may open %,d files, and a node of %d partitions needs %,d or more; raise the limit (ulimit -n), or keep history in memory with --config views.stores=memory.",
              allowed,
              partitions,
              needed));
    }
  }
}
