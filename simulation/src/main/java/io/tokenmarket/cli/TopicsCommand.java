package io.tokenmarket.cli;

import io.tokenmarket.schemas.registry.Setup;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a cluster ready; may be run again at any time. */
@Command(
    name = "topics",
    description = "Create the topics and register the schemas, where they are missing.",
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "Of each topic; a market lives in one. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--replication",
      defaultValue = "1",
      paramLabel = "N",
      description = "Copies of each partition. Default: ${DEFAULT-VALUE}.")
  private short replication;

  @Override
  public Integer call() throws InterruptedException {
    try (Admin admin = cluster.connect()) {
      Setup.topics(admin, cluster.exchange(), partitions, replication)
          .forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
    }
    Setup.schemas(cluster.settings());
    return 0;
  }
}
