package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Refuses topics that a promise of the exchange would not hold on. It changes nothing. */
final class TopicCheck {
  private final Admin admin;
  private final ExchangeName exchange;

  TopicCheck(Admin admin, ExchangeName exchange) {
    this.admin = admin;
    this.exchange = exchange;
  }

  /**
   * Says the first thing that is wrong.
   *
   * @return the topics as they are described, with what these credentials may do
   */
  Map<String, TopicDescription> run(List<TopicSettings> topics) {
    Map<String, TopicDescription> described = described(topics);
    requirePartitions(described);
    Map<ConfigResource, Config> found =
        AdminAnswer.to(
            "tell its topics' settings", admin.describeConfigs(resources(exchange, topics)).all());
    topics.forEach(topic -> requireSettings(topic, found.get(resource(exchange, topic))));
    return described;
  }

  private Map<String, TopicDescription> described(List<TopicSettings> topics) {
    List<String> names = topics.stream().map(topic -> exchange.topic(topic.name())).toList();
    return admin
        .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
        .topicNameValues()
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, topic -> described(topic.getKey(), topic.getValue())));
  }

  private static TopicDescription described(String topic, KafkaFuture<TopicDescription> question) {
    try {
      return question.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new SetupException(
            "the cluster has no topic %s: make it ready with ./tokenmarket topics".formatted(topic),
            e.getCause());
      }
      throw AdminAnswer.failed("describe topic " + topic, e.getCause());
    } catch (InterruptedException e) {
      throw AdminAnswer.interrupted(e);
    }
  }

  /** A market is in the partition of one number everywhere. */
  private void requirePartitions(Map<String, TopicDescription> topics) {
    String log = exchange.topic(Topics.MARKET_LOG);
    int wanted = topics.get(log).partitions().size();
    topics.forEach(
        (topic, found) -> {
          if (found.partitions().size() != wanted) {
            throw new SetupException(
                "topic %s has %s partitions where %s has %s: all topics of an exchange need as many"
                    .formatted(topic, found.partitions().size(), log, wanted),
                null);
          }
        });
  }

  private void requireSettings(TopicSettings topic, Config found) {
    topic
        .needed(found)
        .forEach(
            (setting, value) -> {
              throw new SetupException(
                  "topic %s has %s=%s where the exchange needs %s: ./tokenmarket topics sets it"
                      .formatted(
                          exchange.topic(topic.name()),
                          setting,
                          TopicSettings.value(found, setting),
                          value),
                  null);
            });
  }

  static List<ConfigResource> resources(ExchangeName exchange, List<TopicSettings> topics) {
    return topics.stream().map(topic -> resource(exchange, topic)).toList();
  }

  static ConfigResource resource(ExchangeName exchange, TopicSettings topic) {
    return resource(exchange, topic.name());
  }

  static ConfigResource resource(ExchangeName exchange, String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, exchange.topic(topic));
  }
}
