package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.ExchangeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics, mends what a promise rests on, and waits until they can be written to: a
 * producer that sends to a partition whose leader is not up yet may lose and reorder records
 * (KAFKA-15591).
 */
final class TopicSetup {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Admin admin;
  private final ExchangeName exchange;
  private final int partitions;
  private final short replication;
  private final int most;
  private final List<String> done = new ArrayList<>();

  /**
   * @param most bytes that the brokers take at once
   */
  TopicSetup(Admin admin, ExchangeName exchange, int partitions, short replication, int most) {
    this.most = most;
    this.admin = admin;
    this.exchange = exchange;
    this.partitions = partitions;
    this.replication = replication;
  }

  /** Says what it created, and what it changed of topics that were there before. */
  List<String> run(List<TopicSettings> topics) {
    create(topics);
    List<String> names = topics.stream().map(topic -> exchange.topic(topic.name())).toList();
    Collection<TopicDescription> described =
        AdminAnswer.to(
                "describe its topics", () -> admin.describeTopics(names).allTopicNames(), PATIENCE)
            .values();
    described.forEach(this::requirePartitions);
    mend(topics);
    AdminAnswer.to("lead all partitions", () -> admin.listOffsets(ends(described)).all(), PATIENCE);
    return done;
  }

  private void create(List<TopicSettings> topics) {
    var asked =
        topics.stream()
            .map(topic -> topic.newTopic(exchange, partitions, replication, most))
            .toList();
    admin.createTopics(asked).values().forEach(this::requireCreated);
  }

  private void requireCreated(String topic, KafkaFuture<Void> creation) {
    try {
      creation.get();
      done.add("topic %s is created".formatted(topic));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw AdminAnswer.failed("create topic " + topic, e.getCause());
      }
    } catch (InterruptedException e) {
      throw AdminAnswer.interrupted(e);
    }
  }

  private void requirePartitions(TopicDescription topic) {
    int found = topic.partitions().size();
    if (found != partitions) {
      throw new SetupException(
          "topic %s has %s partitions where %s were asked for: ask for %s, or use an empty cluster"
              .formatted(topic.name(), found, partitions, found),
          null);
    }
  }

  private void mend(List<TopicSettings> topics) {
    Map<ConfigResource, Config> found =
        AdminAnswer.to(
            "tell its topics' settings",
            () -> admin.describeConfigs(TopicCheck.resources(exchange, topics)).all(),
            PATIENCE);
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (TopicSettings topic : topics) {
      ConfigResource resource = TopicCheck.resource(exchange, topic);
      Map<String, String> needed = topic.needed(found.get(resource));
      needed.forEach((setting, value) -> say(topic, setting, found.get(resource), value));
      changes.put(resource, needed.entrySet().stream().map(TopicSetup::set).toList());
    }
    changes.values().removeIf(Collection::isEmpty);
    AdminAnswer.to("change its topics' settings", admin.incrementalAlterConfigs(changes).all());
  }

  private void say(TopicSettings topic, String setting, Config found, String value) {
    done.add(
        "topic %s has %s=%s from now on, where it had %s"
            .formatted(
                exchange.topic(topic.name()), setting, value, TopicSettings.value(found, setting)));
  }

  private static AlterConfigOp set(Map.Entry<String, String> setting) {
    return new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()), OpType.SET);
  }

  private static Map<TopicPartition, OffsetSpec> ends(Collection<TopicDescription> topics) {
    return topics.stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions().size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  }
}
