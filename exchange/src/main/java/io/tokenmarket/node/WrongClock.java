package io.tokenmarket.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A node's clock that is wrong by what is in a file, for as long as it is there: the fault harness
 * sets the clocks of its nodes by it.
 */
final class WrongClock extends Clock {
  /** System property that names the file; a node without it has the machine's clock. */
  private static final String PROPERTY = "tokenmarket.wrong-clock";

  private final Clock right;
  private final Path error;

  WrongClock(Clock right, Path error) {
    this.right = right;
    this.error = error;
  }

  /** The machine's clock, unless this process is to have a wrong one. */
  static Clock orRight() {
    String file = System.getProperty(PROPERTY);
    return file == null ? Clock.systemUTC() : new WrongClock(Clock.systemUTC(), Path.of(file));
  }

  @Override
  public Instant instant() {
    return right.instant().plus(error());
  }

  private Duration error() {
    try {
      String text = Files.readString(error).strip();
      return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
    } catch (NoSuchFileException right) {
      return Duration.ZERO;
    } catch (IOException unreadable) {
      throw new IllegalStateException("the error of this clock cannot be read", unreadable);
    }
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new WrongClock(right.withZone(zone), error);
  }
}
