package io.tokenmarket.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path logs;

  /** A program that tidies up when it is asked to stop. */
  static final class Tidy {
    private Tidy() {}

    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("tidy")));
      System.out.println(Server.READY);
      Thread.currentThread().join();
    }
  }

  @Test
  void aProcessThatIsStoppedMayTidyUp() throws InterruptedException {
    try (Server server = running()) {
      server.stop();
    }
    assertThat(logs.resolve("tidy-00.log")).content().contains("tidy");
  }

  @Test
  void aProcessThatIsKilledMayNot() throws InterruptedException {
    try (Server server = running()) {
      server.kill();
    }
    assertThat(logs.resolve("tidy-00.log")).content().doesNotContain("tidy");
  }

  @Test
  void aProcessThatEndsByItselfIsStartedAgain() throws InterruptedException {
    try (Server server =
        new Server("no-args", logs, "1g", BrokerProgram.class.getName(), List.of())) {
      server.start();
      Patience.await(
          PATIENCE,
          "a second start",
          () -> {
            server.revive();
            return server.ownStops() > 0;
          });
    }
    assertThat(logs.resolve("no-args-01.log")).exists();
  }

  private Server running() throws InterruptedException {
    Server server = new Server("tidy", logs, "1g", Tidy.class.getName(), List.of());
    server.start();
    server.awaitReady();
    return server;
  }
}
