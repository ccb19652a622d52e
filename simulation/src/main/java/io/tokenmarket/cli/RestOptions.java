package io.tokenmarket.cli;

import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.rest.security.Tls;
import io.tokenmarket.sandbox.UsageException;
import java.nio.file.Path;
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
    Security security = keys == null ? Security.open() : Security.keys(keys);
    if (certificates != null) {
      security = security.withTls(new Tls(certificates.keystore, certificates.passwordFile));
    }
    if (cors != null) {
      security = security.withCors(origin());
    }
    return rate == null ? security : security.withRate(rate());
  }

  private int rate() {
    if (rate < 0) {
      throw new UsageException(
          "--rate-limit %d is less than nothing; give requests a second, 0 for any number."
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

  /** Where the dashboard is to be found, and REST below it. */
  String url(int listening) {
    String scheme = certificates == null ? "http" : "https";
    String name = host.equals("127.0.0.1") ? "localhost" : host;
    return "%s://%s:%d/".formatted(scheme, name, listening);
  }

  /** What the user should know of who may do what, in one line. */
  String notice() {
    if (keys == null) {
      return "No --keys: REST answers this machine only, and whoever is on it may do everything.";
    }
    int count = new KeysFile(keys).keys().size();
    return "REST: %d %s in %s%s."
        .formatted(
            count,
            count == 1 ? "key" : "keys",
            keys,
            certificates == null ? "; without --tls-keystore they travel readable" : "");
  }
}
