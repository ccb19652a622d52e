package io.tokenmarket.cli;

import io.tokenmarket.node.ListeningPlace;
import io.tokenmarket.node.Node;
import io.tokenmarket.node.UsageException;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.topology.views.ViewsConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
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
      names = "--share-views",
      paramLabel = "HOST:PORT",
      description =
          "Share the views with the other nodes that are started so; they reach REST of this one"
              + " there. Without, the node keeps all views.")
  private String sharedAt;

  @Mixin private RestOptions rest;

  @Override
  public Integer call() throws InterruptedException {
    Node.requireAlgorithms();
    cluster.connect().close();
    try (StopSignal stop = StopSignal.listen();
        DataFolder folder = DataFolder.open(data)) {
      ListeningPlace.requireFree(rest.host(), rest.port(), "--port");
      tell("Starting the node: engine, views and REST");
      Path dir = folder.resolve("node");
      try (Node node = Node.start(settings(), dir, rest.host(), rest.port(), rest.security())) {
        tell("Reading what the exchange has published");
        if (!NodeStart.await(node, stop, this::tell)) {
          return 0;
        }
        PrintWriter out = spec.commandLine().getOut();
        rest.addresses(node.port()).forEach(out::println);
        out.println(rest.notice());
        out.flush();
        while (!stop.await(CHECK_PERIOD)) {
          node.check();
        }
      }
    }
    return 0;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = cluster.settings();
    if (sharedAt != null) {
      if (!sharedAt.matches("([^:\\s]+|\\[[0-9a-fA-F:]+\\]):[0-9]{1,5}")) {
        throw new UsageException(
            "--share-views %s is no address; give host and port, like node-1.example:8080."
                .formatted(sharedAt));
      }
      settings.put(ViewsConfig.SHARED_AT, sharedAt);
    }
    return settings;
  }

  /** What is going on while nothing is to be seen yet. */
  private void tell(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
