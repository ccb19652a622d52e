package io.tokenmarket.replay;

import java.nio.file.Path;

/**
 * Makes the fixture log of a new version: {@code FixtureMaker DIR} writes an export of a seeded
 * random run, which {@link FixtureTest} replays for ever after.
 */
final class FixtureMaker {
  private static final long SEED = 6;
  private static final int PARTITIONS = 2;
  private static final int MARKETS = 3;
  private static final int ENTRIES = 700;

  private FixtureMaker() {}

  public static void main(String[] args) {
    MemoryLog log = GeneratedLog.ofBatches(SEED, PARTITIONS, MARKETS, ENTRIES);
    long records = LogExport.write(log, Path.of(args[0]), Progress.NONE);
    System.out.println(records + " records written to " + args[0]);
  }
}
