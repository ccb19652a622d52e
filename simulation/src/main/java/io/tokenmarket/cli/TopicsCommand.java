package io.tokenmarket.cli;

import io.tokenmarket.schemas.registry.Setup;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a cluster ready; may be run again at any time. */
@Command(
    name = "topics",
    description = "Create the topics and register the schemas, where they are missing.",
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster;

  @Option(names = "--partitions", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(names = "--replication", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private short replication;

  @Override
  public Integer call() throws InterruptedException {
    try (Admin admin = cluster.connect()) {
      Setup.topics(admin, partitions, replication);
    }
    Setup.schemas(cluster.settings());
    return 0;
  }
}
