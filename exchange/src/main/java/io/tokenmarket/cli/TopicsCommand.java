package io.tokenmarket.cli;

import io.tokenmarket.schemas.registry.Records;
import io.tokenmarket.schemas.registry.Setup;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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

  @Option(
      names = "--print",
      paramLabel = "FORM",
      description = {
        "Print topics and users' rights instead, and ask no cluster: ${COMPLETION-CANDIDATES}.",
        "strimzi: KafkaTopic and KafkaUser. commands: kafka-topics.sh and kafka-acls.sh. asyncapi:"
            + " topics and records as AsyncAPI 3.0."
      })
  private SetUpPrinter form;

  @Override
  public Integer call() throws InterruptedException {
    if (mostBytes < Setup.LEAST_MESSAGE_BYTES) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-message-bytes takes %s or more, and not %s"
              .formatted(Setup.LEAST_MESSAGE_BYTES, mostBytes));
    }
    if (form != null) {
      print();
      return 0;
    }
    try (Admin admin = cluster.connect()) {
      Setup.topics(admin, cluster.exchange(), partitions, replication, mostBytes)
          .forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
    }
    Setup.schemas(cluster.settings());
    spec.commandLine()
        .getOut()
        .println(
            "%s topics and %s schemas are as the exchange needs them"
                .formatted(Setup.topics(cluster.exchange()).size(), Records.all().size()));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void print() {
    List<NewTopic> topics = Setup.newTopics(cluster.exchange(), partitions, replication, mostBytes);
    spec.commandLine().getOut().print(form.page(topics, cluster.exchange()));
    spec.commandLine().getOut().flush();
  }
}
