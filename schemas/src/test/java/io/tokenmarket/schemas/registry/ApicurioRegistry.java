package io.tokenmarket.schemas.registry;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Apicurio Registry, in memory, as a process of its own. It speaks Confluent's REST API beside its
 * own.
 */
final class ApicurioRegistry implements AutoCloseable {
  private static final Path JAR = Path.of(System.getProperty("apicurio.jar"));
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int port = freePort();
  private final File log = JAR.resolveSibling("server.log").toFile();
  private final Thread killer = new Thread(this::kill);
  private final Process process;

  private ApicurioRegistry() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Starts the registry and returns once it says that it is ready. */
  static ApicurioRegistry start() throws IOException, InterruptedException {
    ApicurioRegistry registry = new ApicurioRegistry();
    try {
      registry.awaitReady();
      return registry;
    } catch (IOException | InterruptedException | RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(killer);
  }

  private void kill() {
    process.destroyForcibly().onExit().join();
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!ready()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("the registry ended before it was ready, see " + log);
      }
      if (Instant.now().isAfter(deadline)) {
        throw new IOException("the registry was not ready after " + PATIENCE + ", see " + log);
      }
    }
  }

  private boolean ready() throws InterruptedException {
    URI health = URI.create("http://127.0.0.1:" + port + "/health/ready");
    HttpRequest question =
        HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).GET().build();
    try {
      var answer =
          HttpClient.newHttpClient().send(question, HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
