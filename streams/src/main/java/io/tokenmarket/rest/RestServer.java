package io.tokenmarket.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.tokenmarket.rest.resource.Health;
import io.tokenmarket.topology.views.MarketViews;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** REST over the views; the resources are described in {@code docs/rest.md}. */
public final class RestServer implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int IDLE_THREADS = 4;
  private static final int UNAVAILABLE = 503;

  private final MarketViews views;
  private final Javalin javalin;

  private RestServer(MarketViews views) {
    this.views = views;
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * Listens and answers, from the views alone.
   *
   * @param host the address to listen on, {@code 0.0.0.0} for all
   * @param port 0 for any that is free, see {@link #port()}
   * @throws CannotListenException where the port is taken or the address is not of this machine
   */
  public static RestServer start(MarketViews views, String host, int port) {
    RestServer server = new RestServer(views);
    try {
      server.javalin.start(host, port);
      return server;
    } catch (JavalinBindException taken) {
      throw new CannotListenException(
          "Port " + port + " on " + host + " is taken; choose another with --port.", taken);
    } catch (JavalinException refused) {
      throw new CannotListenException(
          "Cannot listen on " + host + ", port " + port + ": " + refused.getMessage(), refused);
    }
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
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
    routes(config.routes);
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

  private void routes(RoutesConfig routes) {
    routes.get("/health", this::health);
    new MarketRoutes(views).on(routes);
    new PerformanceRoutes(views).on(routes);
    Problems.on(routes);
  }

  private void health(Context context) {
    Optional<String> reason = views.unavailable();
    context.header(Header.CACHE_CONTROL, "no-store");
    if (reason.isPresent()) {
      context.status(UNAVAILABLE);
    }
    context.json(new Health(reason.isPresent() ? "DOWN" : "UP", reason.orElse(null)));
  }
}
