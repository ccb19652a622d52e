package io.tokenmarket.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import io.javalin.plugin.Plugin;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.tokenmarket.rest.door.Door;
import io.tokenmarket.rest.page.Dashboard;
import io.tokenmarket.rest.security.Address;
import io.tokenmarket.rest.security.Keys;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.rest.security.Tls;
import io.tokenmarket.topology.views.MarketViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;

/** REST over the views; the resources are described in {@code docs/rest.md}. */
public final class RestServer implements AutoCloseable {
  private final String host;
  private final int port;
  private final Door.Protocol protocol;
  private final Door door;
  private final Guard guard;
  private final AnswerHeaders headers;
  private final StreamRoutes streams;
  private final Sharing sharing;
  private final Api api;
  private final List<Plugin<?>> plugins;
  private final Javalin javalin;

  private RestServer(Builder builder, String host, int port) {
    this.host = host;
    this.port = port;
    this.protocol =
        builder.security.tls().<Door.Protocol>map(TlsProtocol::new).orElse(Door.Protocol.PLAIN);
    this.door =
        new Door("rest", builder.security.limits(), builder.security.proxies(), NodeRoutes.VITAL);
    this.guard = new Guard(builder.security);
    this.headers = new AnswerHeaders(builder.security);
    this.streams =
        new StreamRoutes(
            builder.views,
            guard,
            door,
            new StreamPlaces(builder.security.limits()),
            builder.slowest);
    this.sharing =
        new Sharing(
            builder.views, RestServer::spanning, new Peers(builder.security.tls().isPresent()));
    this.api = new Api(builder.views, operations(builder, streams), sharing);
    this.plugins = List.copyOf(builder.plugins);
    this.javalin = Javalin.create(this::configure);
  }

  /** What a server is made of besides its views. */
  public static final class Builder {
    private final MarketViews views;
    private final List<Plugin<?>> plugins = new ArrayList<>();
    private Optional<Commands> gateway = Optional.empty();
    private Security security = Security.open();
    private NodeHealth health;
    private Duration slowest = Duration.ofSeconds(10);

    private Builder(MarketViews views) {
      this.views = views;
      this.health = NodeHealth.empty().with("views", views::unavailable);
    }

    /** Takes commands, too; closing the gateway is left to who made it. */
    public Builder gateway(Gateway way) {
      gateway = Optional.of(way);
      return this;
    }

    /** Says whether the node is ready; without, it is while its views are. */
    public Builder health(NodeHealth whole) {
      health = whole;
      return this;
    }

    /** The same by any way. */
    Builder commands(Commands way) {
      gateway = Optional.of(way);
      return this;
    }

    /** Says who may do what; without, this machine may do everything. */
    public Builder security(Security guarded) {
      security = guarded;
      return this;
    }

    /**
     * Adds what is beside the API: measurements, pages. Called in this order. A route is for
     * everybody unless it carries another {@link Access}.
     */
    public Builder plugin(Plugin<?> plugin) {
      plugins.add(plugin);
      return this;
    }

    /** After so long without taking anything, a client of a stream is cut off. */
    Builder slowestStream(Duration longest) {
      slowest = longest;
      return this;
    }

    /**
     * As {@link RestServer#start}.
     *
     * @throws io.tokenmarket.rest.security.SecurityFileException where a file that guards the
     *     server cannot be used
     */
    public RestServer start(String host, int port) {
      requireGuarded(host, security);
      RestServer server = new RestServer(this, host, port);
      try {
        server.javalin.start(host, port);
        return server;
      } catch (JavalinBindException taken) {
        throw server.cannotListen(
            "Port " + port + " on " + host + " is taken; choose another with --port.", taken);
      } catch (JavalinException refused) {
        throw server.cannotListen(
            "Cannot listen on " + host + ", port " + port + ": " + refused.getMessage(), refused);
      }
    }
  }

  /**
   * What {@link Builder#start} asks first, for who has much to start before.
   *
   * @throws CannotListenException where others reach the address and there are no keys
   * @throws io.tokenmarket.rest.security.SecurityFileException where a file that guards the server
   *     cannot be used
   */
  public static void requireGuarded(String host, Security security) {
    if (security.keysFile().isEmpty() && !Address.isLoopback(host)) {
      throw new CannotListenException(
          "A node without keys does not listen on "
              + host
              + ", where others reach it; give --keys FILE, or --host localhost.",
          null);
    }
    security.keysFile().ifPresent(Keys::new);
    security.tls().ifPresent(Tls::contextFactory);
  }

  /** A server over these views. */
  public static Builder of(MarketViews views) {
    return new Builder(views);
  }

  /**
   * Listens and answers, from the views alone.
   *
   * @param host the address to listen on, {@code 0.0.0.0} for all
   * @param port 0 for any that is free, see {@link #port()}
   * @throws CannotListenException where the port is taken or the address is not of this machine
   */
  public static RestServer start(MarketViews views, String host, int port) {
    return of(views).start(host, port);
  }

  /** Of two paths that could mean the same, a stream's name goes before an interval. */
  private static List<Operation> operations(Builder builder, StreamRoutes streams) {
    Submission submission = new Submission(builder.views, builder.gateway);
    return Stream.of(
            new NodeRoutes(builder.views, builder.health).operations(),
            streams.operations(),
            spanning(builder.views),
            new WindowRoutes(builder.views).operations(),
            new BookRoutes(builder.views).operations(),
            new SettlementRoutes(builder.views).operations(),
            new BillRoutes(builder.views).operations(),
            new GatewayRoutes(builder.views, submission).operations(),
            new OperatorRoutes(builder.views, submission).operations())
        .flatMap(List::stream)
        .toList();
  }

  /** Of these some answers are of several markets, or of a participant and a market. */
  private static List<Operation> spanning(MarketViews views) {
    return Stream.of(
            new MarketRoutes(views).operations(),
            new PerformanceRoutes(views).operations(),
            new ParticipantRoutes(views).operations())
        .flatMap(List::stream)
        .toList();
  }

  private CannotListenException cannotListen(String message, Throwable cause) {
    streams.close();
    door.close();
    return new CannotListenException(message, cause);
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** How many streams are open. */
  public int streams() {
    return streams.open();
  }

  /** How many connections are open. */
  public int connections() {
    return door.connections();
  }

  /** How many bytes of answers wait for clients to take them. */
  public long unsent() {
    return door.unsent();
  }

  @Override
  public void close() {
    streams.close();
    sharing.close();
    javalin.stop();
    door.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.router.ignoreTrailingSlashes = false;
    config.jsonMapper(new JavalinJackson(Json.mapper(), false));
    door.on(config, host, port, protocol);
    config.jetty.modifyHttpConfiguration(RestServer::configure);
    config.jetty.modifyServer(this::configure);
    config.jetty.modifyServletContextHandler(this::configure);
    headers.on(config.routes);
    guard.on(config.routes);
    new RequestRules().on(config.routes);
    plugins.forEach(config::registerPlugin);
    api.on(config.routes);
    Dashboard.on(config);
    Problems.on(config.routes);
  }

  private void configure(Server server) {
    server.insertHandler(new AsSent(headers.all()));
    server.setErrorHandler(new ErrorPages(headers.all()));
  }

  private void configure(ServletContextHandler handler) {
    handler.getServletHandler().setDecodeAmbiguousURIs(true);
    handler.setErrorHandler(new ErrorPages(headers.all()));
  }

  /**
   * A name may hold a slash, a percent sign or a control character, sent as %2F, %25 or %0A. What
   * is no encoding of anything is refused by {@link RequestRules}, which tells what is wrong.
   */
  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "names",
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.SUSPICIOUS_PATH_CHARACTERS,
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.BAD_PERCENT_ENCODING,
            Violation.BAD_UTF8_ENCODING,
            Violation.TRUNCATED_UTF8_ENCODING,
            Violation.UTF16_ENCODINGS));
  }
}
