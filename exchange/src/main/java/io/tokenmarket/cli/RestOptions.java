package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Proxies;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.rest.security.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where REST listens, and whom it answers what. */
final class RestOptions {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Address REST listens on; any but this machine's own needs --keys. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of REST, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "Who may do what; see keys. Without, this machine may do everything.")
  private Path keys;

  @ArgGroup(exclusive = false)
  private Certificates certificates;

  @Option(
      names = "--cors",
      paramLabel = "ORIGIN",
      description = "The one origin whose pages may read answers, like https://desk.example.")
  private String cors;

  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      description = "Requests a second of a key or address, 0 for any. Default: 100 with --keys.")
  private Integer rate;

  @Option(
      names = "--trust-proxy",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "A proxy's address, or a network like 10.0.0.0/8: what it says in X-Forwarded-For of who"
              + " asks is believed. May be repeated.")
  private List<String> proxies = List.of();

  /** Given together or not at all. */
  private static final class Certificates {
    @Option(
        names = "--tls-keystore",
        required = true,
        paramLabel = "FILE",
        description = "PKCS12 keystore of the node: REST speaks TLS.")
    private Path keystore;

    @Option(
        names = "--tls-password-file",
        required = true,
        paramLabel = "FILE",
        description = "Its first line is the keystore's password.")
    private Path passwordFile;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /**
   * What REST is guarded by.
   *
   * @throws UsageException where an option makes no sense
   */
  Security security() {
    Security security = keys == null ? Security.open() : Security.keys(present());
    if (certificates != null) {
      security = security.withTls(new Tls(certificates.keystore, certificates.passwordFile));
    }
    if (cors != null) {
      security = security.withCors(origin());
    }
    security = security.withProxies(trusted());
    return rate == null ? security : security.withRate(rate());
  }

  /** While a node runs its file may come and go; one that is not there at the start is a typo. */
  private Path present() {
    if (Files.notExists(keys)) {
      throw new UsageException(
          "There is no keys file %s; make it with keys add, or name the one that is meant."
              .formatted(keys));
    }
    return keys;
  }

  private Proxies trusted() {
    try {
      return new Proxies(proxies);
    } catch (IllegalArgumentException noNetwork) {
      throw new UsageException("--trust-proxy: " + noNetwork.getMessage() + ".", noNetwork);
    }
  }

  private int rate() {
    if (rate < 0) {
      throw new UsageException(
          "--rate-limit %s is less than nothing; give requests a second, 0 for any number."
              .formatted(rate));
    }
    return rate;
  }

  /** As browsers send it: anything else would never be equal to what they compare it with. */
  private String origin() {
    if (!cors.matches("https?://[^/?#\\s,*]+")) {
      throw new UsageException(
          "--cors %s is no origin; give scheme and host of one, like https://desk.example."
              .formatted(cors));
    }
    return cors;
  }

  /** Where dashboard and REST are to be found, a line each. */
  List<String> addresses(int listening) {
    String url = url(listening);
    String others = isWildcard() ? ", and at every other address of this machine" : "";
    return List.of("Dashboard: " + url, "REST: " + url + "v1/markets" + others);
  }

  private String url(int listening) {
    String scheme = certificates == null ? "http" : "https";
    return "%s://%s:%s/".formatted(scheme, name(), listening);
  }

  /** As it is written in an address that can be opened. */
  private String name() {
    if (host.equals("127.0.0.1") || isWildcard()) {
      return "localhost";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Every address of this machine. */
  private boolean isWildcard() {
    return host.equals("0.0.0.0") || host.matches("[0:]+");
  }

  /** What the user should know of who may do what, in one line. */
  String notice() {
    if (keys == null) {
      return "No --keys: REST answers this machine only, and whoever is on it may do everything.";
    }
    int count = new KeysFile(keys).keys().size();
    return "REST: %s %s in %s%s."
        .formatted(
            count,
            count == 1 ? "key" : "keys",
            keys,
            certificates == null ? "; without --tls-keystore they travel readable" : "");
  }
}
