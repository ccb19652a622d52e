package io.tokenmarket.sandbox.registry;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.nio.file.Path;

/**
 * A schema registry for a single machine: speaks Confluent's REST API, for Avro without references
 * and without deletion, and keeps its schemas in a file. A cluster has a registry of its own.
 */
public final class RegistryServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Javalin server;

  private RegistryServer(Javalin server) {
    this.server = server;
  }

  /**
   * Starts the registry and returns once it answers.
   *
   * @param file where schemas and levels are kept, created where missing; ids stay what they were
   * @param port on the loopback address, 0 for a free one
   * @throws java.io.UncheckedIOException where the file cannot be read
   * @throws io.javalin.util.JavalinBindException where the port is taken
   */
  public static RegistryServer start(Path file, int port) {
    RegistryApi api = new RegistryApi(new Registry(new Journal(file)));
    Javalin server = Javalin.create(config -> configure(config, api));
    server.start(HOST, port);
    return new RegistryServer(server);
  }

  private static void configure(JavalinConfig config, RegistryApi api) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    api.addTo(config.routes);
  }

  /** The {@code schema.registry.url} of this registry. */
  public String url() {
    return "http://" + HOST + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
