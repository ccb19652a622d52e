package io.tokenmarket.sandbox.registry;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.tokenmarket.rest.door.Door;
import io.tokenmarket.rest.security.Limits;
import io.tokenmarket.rest.security.Proxies;
import io.tokenmarket.sandbox.Credentials;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A schema registry for a single machine: speaks Confluent's REST API, for Avro without references
 * and without deletion, and keeps its schemas in a file. A cluster has a registry of its own.
 */
public final class RegistryServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Door door =
      new Door(
          "registry",
          Limits.standard().withBodyBytes(RegistryApi.LARGEST_BODY),
          Proxies.none(),
          Set.of());
  private final RegistryApi api;
  private final RegistryGuard guard;
  private final Javalin server;

  private RegistryServer(RegistryApi api, RegistryGuard guard, int port) {
    this.api = api;
    this.guard = guard;
    this.server = Javalin.create(config -> configure(config, port));
  }

  /** As the other, for everybody on this machine. */
  public static RegistryServer start(Path file, int port) {
    return start(file, port, Optional.empty());
  }

  /**
   * Starts the registry and returns once it answers.
   *
   * @param file where schemas and levels are kept, created where missing; ids stay what they were
   * @param port on the loopback address, 0 for a free one
   * @param asked what it asks of its clients
   * @throws java.io.UncheckedIOException where the file cannot be read
   * @throws io.javalin.util.JavalinBindException where the port is taken
   */
  public static RegistryServer start(Path file, int port, Optional<Credentials> asked) {
    RegistryApi api = new RegistryApi(new Registry(new Journal(file)));
    RegistryServer registry = new RegistryServer(api, new RegistryGuard(asked), port);
    try {
      registry.server.start(HOST, port);
      return registry;
    } catch (RuntimeException refused) {
      registry.door.close();
      throw refused;
    }
  }

  private void configure(JavalinConfig config, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.modifyServer(server -> server.setErrorHandler(new UnreadPages()));
    config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new UnreadPages()));
    door.on(config, HOST, port, Door.Protocol.PLAIN);
    guard.addTo(config.routes);
    api.addTo(config.routes);
  }

  /** The {@code schema.registry.url} of this registry. */
  public String url() {
    return "http://" + HOST + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
    door.close();
  }
}
