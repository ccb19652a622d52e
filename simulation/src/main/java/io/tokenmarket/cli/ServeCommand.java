package io.tokenmarket.cli;

import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Node;
import java.io.PrintWriter;
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

  @Mixin private RestOptions rest;

  @Override
  public Integer call() throws InterruptedException, TimeoutException {
    try (StopSignal stop = StopSignal.listen();
        DataFolder folder = DataFolder.open(data)) {
      cluster.connect().close();
      Path dir = folder.resolve("node");
      try (Node node =
          Node.start(cluster.settings(), dir, rest.host(), rest.port(), rest.security())) {
        node.awaitRunning();
        PrintWriter out = spec.commandLine().getOut();
        out.println("REST: " + rest.url(node.port()) + "v1/markets");
        out.println(rest.notice());
        out.flush();
        while (!stop.await(CHECK_PERIOD)) {
          node.check();
        }
      }
    }
    return 0;
  }
}
