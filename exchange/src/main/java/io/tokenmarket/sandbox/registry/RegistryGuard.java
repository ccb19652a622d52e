package io.tokenmarket.sandbox.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.tokenmarket.rest.security.Address;
import io.tokenmarket.rest.security.WebPages;
import io.tokenmarket.sandbox.Credentials;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the registry answers: clients on this machine that know the password, where there is one. A
 * page from elsewhere that a browser on this machine shows is no such client.
 */
final class RegistryGuard {
  private static final Set<HandlerType> WRITING = Set.of(HandlerType.POST, HandlerType.PUT);
  private static final Set<String> TAKEN =
      Set.of(
          "application/vnd.schemaregistry.v1+json",
          "application/vnd.schemaregistry+json",
          "application/json");

  private final Optional<byte[]> asked;
  private final WebPages pages = new WebPages(Optional.empty());

  RegistryGuard(Optional<Credentials> asked) {
    this.asked = asked.map(RegistryGuard::header);
  }

  /** As a client sends them (RFC 7617). */
  private static byte[] header(Credentials asked) {
    String pair = asked.user() + ":" + asked.password();
    return ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))).getBytes(UTF_8);
  }

  void addTo(RoutesConfig routes) {
    routes.before(this::admit);
  }

  private void admit(Context context) {
    if (!Address.isThisMachine(context.req().getServerName()) || pages.isForeign(context.req())) {
      throw RegistryException.forbidden();
    }
    if (asked.filter(header -> !isSent(context, header)).isPresent()) {
      context.header(Header.WWW_AUTHENTICATE, "Basic realm=\"registry\"");
      throw RegistryException.unauthorized();
    }
    if (WRITING.contains(context.method()) && !TAKEN.contains(mediaType(context))) {
      throw RegistryException.unsupportedMediaType(mediaType(context));
    }
  }

  private static boolean isSent(Context context, byte[] header) {
    String sent = context.header(Header.AUTHORIZATION);
    return sent != null && MessageDigest.isEqual(sent.getBytes(UTF_8), header);
  }

  private static String mediaType(Context context) {
    String type = Optional.ofNullable(context.contentType()).orElse("none");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
