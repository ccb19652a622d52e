package io.tokenmarket.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import io.javalin.plugin.Plugin;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.tokenmarket.rest.page.Dashboard;
import io.tokenmarket.rest.security.Keys;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.rest.security.Tls;
import io.tokenmarket.topology.views.MarketViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** REST over the views; the resources are described in {@code docs/rest.md}. */
public final class RestServer implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int IDLE_THREADS = 4;

  private final Optional<TlsConnector> tls;
  private final Guard guard;
  private final AnswerHeaders headers;
  private final StreamRoutes streams;
  private final Api api;
  private final List<Plugin<?>> plugins;
  private final Javalin javalin;

  private RestServer(Builder builder, String host, int port) {
    this.tls = builder.security.tls().map(shown -> new TlsConnector(shown, host, port));
    this.guard = new Guard(builder.security);
    this.headers = new AnswerHeaders(builder.security);
    this.streams = new StreamRoutes(builder.views, guard, builder.slowest);
    this.api = new Api(builder.views, operations(builder, streams));
    this.plugins = List.copyOf(builder.plugins);
    this.javalin = Javalin.create(this::configure);
  }

  /** What a server is made of besides its views. */
  public static final class Builder {
    private final MarketViews views;
    private final List<Plugin<?>> plugins = new ArrayList<>();
    private Optional<Gateway> gateway = Optional.empty();
    private Security security = Security.open();
    private Duration slowest = Duration.ofSeconds(10);

    private Builder(MarketViews views) {
      this.views = views;
    }

    /** Takes commands, too; closing the gateway is left to who made it. */
    public Builder gateway(Gateway way) {
      gateway = Optional.of(way);
      return this;
    }

    /** Says who may do what; without, this machine may do everything. */
    public Builder security(Security guarded) {
      security = guarded;
      return this;
    }

    /**
     * Adds what stands beside the API: measurements, pages. Called in this order. A route is for
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
    return Stream.of(
            new NodeRoutes(builder.views).operations(),
            streams.operations(),
            new MarketRoutes(builder.views).operations(),
            new WindowRoutes(builder.views).operations(),
            new BookRoutes(builder.views).operations(),
            new PerformanceRoutes(builder.views).operations(),
            new ParticipantRoutes(builder.views).operations(),
            new SettlementRoutes(builder.views).operations(),
            new BillRoutes(builder.views).operations(),
            new GatewayRoutes(builder.views, builder.gateway).operations())
        .flatMap(List::stream)
        .toList();
  }

  private CannotListenException cannotListen(String message, Throwable cause) {
    streams.close();
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

  @Override
  public void close() {
    streams.close();
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jsonMapper(new JavalinJackson(Json.mapper(), false));
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(RestServer::configure);
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    tls.ifPresent(connector -> config.jetty.addConnector(connector::of));
    headers.on(config.routes);
    guard.on(config.routes);
    plugins.forEach(config::registerPlugin);
    api.on(config.routes);
    Dashboard.on(config);
    Problems.on(config.routes);
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, IDLE_THREADS);
    threads.setName("rest");
    return threads;
  }

  /** The name of a hardware or a tier may hold a slash or a percent sign, sent as %2F or %25. */
  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "names", Violation.AMBIGUOUS_PATH_SEPARATOR, Violation.AMBIGUOUS_PATH_ENCODING));
  }
}
