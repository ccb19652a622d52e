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
 * @param proxies whose word is taken for who is behind them
 * @param limits what one client can have of the server
 */
public record Security(
    Optional<Path> keysFile,
    Optional<Tls> tls,
    Optional<String> corsOrigin,
    int requestsPerSecond,
    Proxies proxies,
    Limits limits) {
  /** A second, of a server with keys that was told nothing else. */
  public static final int DEFAULT_RATE = 100;

  private Security(Optional<Path> keysFile, int requestsPerSecond) {
    this(
        keysFile,
        Optional.empty(),
        Optional.empty(),
        requestsPerSecond,
        Proxies.none(),
        Limits.standard());
  }

  /** No keys. */
  public static Security open() {
    return new Security(Optional.empty(), 0);
  }

  /** By the keys of this file. */
  public static Security keys(Path file) {
    return new Security(Optional.of(file), DEFAULT_RATE);
  }

  public Security withTls(Tls shown) {
    return new Security(
        keysFile, Optional.of(shown), corsOrigin, requestsPerSecond, proxies, limits);
  }

  public Security withCors(String origin) {
    return new Security(keysFile, tls, Optional.of(origin), requestsPerSecond, proxies, limits);
  }

  /**
   * @param perSecond 0 for no limit
   */
  public Security withRate(int perSecond) {
    return new Security(keysFile, tls, corsOrigin, perSecond, proxies, limits);
  }

  public Security withProxies(Proxies trusted) {
    return new Security(keysFile, tls, corsOrigin, requestsPerSecond, trusted, limits);
  }

  public Security withLimits(Limits others) {
    return new Security(keysFile, tls, corsOrigin, requestsPerSecond, proxies, others);
  }
}
