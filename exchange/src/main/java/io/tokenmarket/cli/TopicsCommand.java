package io.tokenmarket.cli;

import io.tokenmarket.schemas.registry.Setup;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Option(
      names = "--max-message-bytes",
      defaultValue = "" + Setup.USUAL_MESSAGE_BYTES,
      paramLabel = "N",
      description = {
        "Most bytes that the brokers take at once; a larger clearing is published in parts.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int mostBytes;

  @Override
  public Integer call() throws InterruptedException {
    if (mostBytes < Setup.LEAST_MESSAGE_BYTES) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-message-bytes takes %s or more, and not %s"
              .formatted(Setup.LEAST_MESSAGE_BYTES, mostBytes));
    }
    try (Admin admin = cluster.connect()) {
      Setup.topics(admin, cluster.exchange(), partitions, replication, mostBytes)
          .forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
    }
    Setup.schemas(cluster.settings());
    return 0;
  }
}
