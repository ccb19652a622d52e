package io.tokenmarket.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.tokenmarket.rest.door.Door;
import io.tokenmarket.rest.security.Address;
import io.tokenmarket.rest.security.Key;
import io.tokenmarket.rest.security.Keys;
import io.tokenmarket.rest.security.RateLimit;
import io.tokenmarket.rest.security.Role;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.rest.security.SecurityFileException;
import io.tokenmarket.rest.security.WebPages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes before every operation: who asks, how often, and whether they may. Where there are no keys,
 * this machine alone is answered, and may do everything.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String SCHEME = "Bearer ";
  private static final String KEY = "key";

  private final Optional<Keys> keys;
  private final Optional<RateLimit> rates;
  private final WebPages pages;

  Guard(Security security) {
    this.keys = security.keysFile().map(Keys::new);
    this.rates =
        Optional.of(security.requestsPerSecond()).filter(rate -> rate > 0).map(RateLimit::new);
    this.pages = new WebPages(security.corsOrigin());
  }

  void on(RoutesConfig routes) {
    routes.before(this::admit);
    routes.beforeMatched(this::permit);
  }

  /** Every request, whatever it asks for. */
  private void admit(Context context) {
    if (keys.isEmpty()) {
      requireThisMachine(context);
    }
    requireOwnPage(context);
    Optional<String> sent = sent(context);
    Optional<Key> key = keys.isEmpty() ? Optional.empty() : sent.flatMap(this::find);
    key.ifPresent(found -> context.attribute(KEY, found));
    Caller caller = caller(context);
    count(context, caller);
    if (keys.isPresent() && sent.isPresent() && key.isEmpty()) {
      LOG.info("A key that does not hold was sent from {}", caller.address());
      context.header(Header.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      throw ProblemType.KEY_INVALID.because(
          "The key in Authorization is not one that holds; ask the operator for another.");
    }
  }

  /** Who asks, once they have been let in. */
  Caller caller(Context context) {
    Optional<Key> key = Optional.ofNullable(context.attribute(KEY));
    return new Caller(Door.caller(context.req()), key, keys.isPresent());
  }

  private static Optional<String> sent(Context context) {
    return Optional.ofNullable(context.header(Header.AUTHORIZATION))
        .map(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? header : SCHEME)
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  private Optional<Key> find(String sent) {
    try {
      return keys.orElseThrow().find(sent);
    } catch (SecurityFileException unreadable) {
      throw ProblemType.KEYS_UNREADABLE.because("No key can be checked; the node's log says why.");
    }
  }

  /** A page from elsewhere may have its own name resolved to this machine. */
  private static void requireThisMachine(Context context) {
    if (!Address.isThisMachine(context.req().getServerName())) {
      throw ProblemType.NOT_PERMITTED.because(
          "A node without keys answers only who calls it localhost; see --keys.");
    }
  }

  /** What asks first whether it may (OPTIONS) changes nothing and is told by its answer. */
  private void requireOwnPage(Context context) {
    if (!context.method().equals(HandlerType.OPTIONS) && pages.isForeign(context.req())) {
      throw ProblemType.NOT_PERMITTED.because(
          "A web page from elsewhere may ask nothing here; a node names one whose pages may with --cors, and a proxy before it must keep the Host.");
    }
  }

  /** Not who asks for health: a load balancer that is told to wait takes the node for dead. */
  private void count(Context context, Caller caller) {
    if (NodeRoutes.VITAL.contains(context.path())) {
      return;
    }
    Duration wait = rates.map(rate -> rate.take(caller.name())).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
      context.header(Header.RETRY_AFTER, Long.toString(seconds));
      throw ProblemType.TOO_MANY_REQUESTS.because(
          "Ask again in " + seconds + " s, and less often.");
    }
  }

  /** Every request that something answers. */
  private void permit(Context context) {
    List<Role> roles = roles(context);
    if (keys.isEmpty() || roles.isEmpty()) {
      return;
    }
    Key key = context.attribute(KEY);
    if (key == null) {
      context.header(Header.WWW_AUTHENTICATE, "Bearer");
      throw ProblemType.KEY_NEEDED.because(
          "This is not public; send a key as \"Authorization: Bearer KEY\".");
    }
    boolean own =
        key.role() != Role.PARTICIPANT || key.isOf(context.pathParamMap().get("participant"));
    if (!own || !roles.contains(key.role())) {
      throw ProblemType.NOT_PERMITTED.because(refusal(key));
    }
  }

  private static String refusal(Key key) {
    return switch (key.role()) {
      case PARTICIPANT -> "The key is of \"" + key.participant() + "\", who may not do this.";
      case OPERATOR -> "An operator sends no commands for participants.";
      case MONITOR -> "A monitor's key reads /v1/node and /metrics, besides what is public.";
    };
  }

  /** A route that says nothing is for everybody. */
  private static List<Role> roles(Context context) {
    return context.routeRoles().stream()
        .filter(Access.class::isInstance)
        .flatMap(access -> ((Access) access).roles(context.method()).stream())
        .toList();
  }

  /** Whether who opened a stream may still have it. */
  BooleanSupplier permission(Context context) {
    Key key = context.attribute(KEY);
    return key == null || roles(context).isEmpty()
        ? () -> true
        : () -> keys.orElseThrow().holds(key);
  }
}
