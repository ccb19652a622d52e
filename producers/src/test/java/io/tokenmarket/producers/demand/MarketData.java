package io.tokenmarket.producers.demand;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real traces, which do not travel with the project. */
final class MarketData {
  private MarketData() {}

  /** The file, or the test is skipped and says why. */
  static Path file(String name) {
    Path file = Path.of(System.getProperty("market.data", "market-data")).resolve(name);
    assumeTrue(Files.exists(file), () -> "SKIPPED: no trace at " + file);
    return file;
  }
}
