package io.tokenmarket.schemas.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics and waits until they can be written to: a producer that sends to a partition
 * whose leader is not up yet may lose and reorder records (KAFKA-15591).
 */
final class TopicSetup {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long RETRY_MILLIS = 20;

  private final Admin admin;
  private final int partitions;
  private final short replication;
  private final Instant deadline = Instant.now().plus(PATIENCE);

  TopicSetup(Admin admin, int partitions, short replication) {
    this.admin = admin;
    this.partitions = partitions;
    this.replication = replication;
  }

  void run(List<TopicSettings> topics) {
    create(topics);
    List<String> names = topics.stream().map(TopicSettings::name).toList();
    Collection<TopicDescription> described =
        answer("describe its topics", () -> admin.describeTopics(names).allTopicNames()).values();
    described.forEach(this::requirePartitions);
    answer("lead all partitions", () -> admin.listOffsets(ends(described)).all());
  }

  private void create(List<TopicSettings> topics) {
    var asked = topics.stream().map(topic -> topic.newTopic(partitions, replication)).toList();
    admin.createTopics(asked).values().forEach(this::requireCreated);
  }

  private void requireCreated(String topic, KafkaFuture<Void> creation) {
    try {
      creation.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failed("create topic " + topic, e.getCause());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void requirePartitions(TopicDescription topic) {
    int found = topic.partitions().size();
    if (found != partitions) {
      throw new SetupException(
          "topic %s has %d partitions where %d were asked for: ask for %d, or use an empty cluster"
              .formatted(topic.name(), found, partitions, found),
          null);
    }
  }

  private static Map<TopicPartition, OffsetSpec> ends(Collection<TopicDescription> topics) {
    return topics.stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions().size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  }

  private <T> T answer(String what, Supplier<KafkaFuture<T>> question) {
    while (true) {
      try {
        return question.get().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || Instant.now().isAfter(deadline)) {
          throw failed(what, e.getCause());
        }
        pause();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static SetupException failed(String what, Throwable cause) {
    return new SetupException("the cluster did not " + what + ": " + cause.getMessage(), cause);
  }

  private static SetupException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SetupException("interrupted while the topics were set up", e);
  }
}
