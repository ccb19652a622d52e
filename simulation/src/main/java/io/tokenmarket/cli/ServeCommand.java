package io.tokenmarket.cli;

import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A node of the exchange against a real cluster. */
@Command(
    name = "serve",
    description =
        "Run a node of the exchange: engine, views and REST, on a cluster that is set up.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Duration CHECK_PERIOD = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--data",
      defaultValue = "data",
      paramLabel = "DIR",
      description = "Where the node keeps its copies. Default: ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--host",
      defaultValue = "0.0.0.0",
      description = "Address REST listens on. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of REST, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public Integer call() throws InterruptedException, TimeoutException {
    try (StopSignal stop = StopSignal.listen();
        DataFolder folder = DataFolder.open(data)) {
      cluster.connect().close();
      try (Node node = Node.start(cluster.settings(), folder.resolve("node"), host, port)) {
        node.awaitRunning();
        spec.commandLine().getOut().printf("REST: http://%s:%d/v1/markets%n", host, node.port());
        spec.commandLine().getOut().flush();
        while (!stop.await(CHECK_PERIOD)) {
          node.check();
        }
      }
    }
    return 0;
  }
}
