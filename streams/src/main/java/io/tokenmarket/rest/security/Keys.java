package io.tokenmarket.rest.security;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that hold now: those of a file, which is read again by the first question a second or
 * more after the last reading. Safe for use by several threads.
 */
public final class Keys {
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
  private static final long PERIOD_NANOS = 1_000_000_000L;

  private final KeysFile file;
  private final LongSupplier nanoClock;
  private byte[] read;
  private Map<String, Key> byId = Map.of();
  private SecurityFileException unusable;
  private long readAt;

  /**
   * @throws SecurityFileException where the file is there and cannot be read as one of keys
   */
  public Keys(Path file) {
    this(new KeysFile(file), System::nanoTime);
  }

  Keys(KeysFile file, LongSupplier nanoClock) {
    this.file = file;
    this.nanoClock = nanoClock;
    read();
    if (unusable != null) {
      throw unusable;
    }
  }

  /**
   * The key that somebody sent, empty where it is none that holds.
   *
   * @throws SecurityFileException while the file cannot be read as one of keys
   */
  public Optional<Key> find(String sent) {
    return Secret.of(sent)
        .flatMap(
            secret -> Optional.ofNullable(now().get(secret.id())).filter(key -> key.is(secret)));
  }

  /** Whether a key that was found holds still; false while that cannot be said. */
  public boolean holds(Key key) {
    try {
      return key.equals(now().get(key.id()));
    } catch (SecurityFileException unreadable) {
      return false;
    }
  }

  private synchronized Map<String, Key> now() {
    if (nanoClock.getAsLong() - readAt >= PERIOD_NANOS) {
      read();
    }
    if (unusable != null) {
      throw unusable;
    }
    return byId;
  }

  /** Only an end that is foreseen counts as read: after any other, no question has an answer. */
  private void read() {
    try {
      byte[] bytes = file.bytes();
      if (!Arrays.equals(bytes, read)) {
        byId = file.parse(bytes).stream().collect(Collectors.toMap(Key::id, Function.identity()));
        read = bytes;
        LOG.info("{} keys are read", byId.size());
      }
      unusable = null;
    } catch (SecurityFileException broken) {
      if (unusable == null) {
        LOG.error("No key holds until the file is mended: {}", broken.getMessage());
      }
      unusable = broken;
    }
    readAt = nanoClock.getAsLong();
  }
}
