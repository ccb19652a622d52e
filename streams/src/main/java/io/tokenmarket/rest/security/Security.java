package io.tokenmarket.rest.security;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server is guarded; docs/security.md has what each part does.
 *
 * @param keysFile who may do what; without, everybody on this machine may do everything and nobody
 *     elsewhere anything
 * @param corsOrigin the one origin whose pages may read answers, like {@code https://desk.example}
 * @param requestsPerSecond of a key or address, 0 for no limit
 */
public record Security(
    Optional<Path> keysFile,
    Optional<Tls> tls,
    Optional<String> corsOrigin,
    int requestsPerSecond) {
  /** A second, of a server with keys that was told nothing else. */
  public static final int DEFAULT_RATE = 100;

  /** No keys. */
  public static Security open() {
    return new Security(Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** By the keys of this file. */
  public static Security keys(Path file) {
    return new Security(Optional.of(file), Optional.empty(), Optional.empty(), DEFAULT_RATE);
  }

  public Security withTls(Tls shown) {
    return new Security(keysFile, Optional.of(shown), corsOrigin, requestsPerSecond);
  }

  public Security withCors(String origin) {
    return new Security(keysFile, tls, Optional.of(origin), requestsPerSecond);
  }

  /**
   * @param perSecond 0 for no limit
   */
  public Security withRate(int perSecond) {
    return new Security(keysFile, tls, corsOrigin, perSecond);
  }
}
