package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.ExchangeName;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** The one idempotent step that makes a cluster ready: topics created, schemas registered. */
public final class Setup {
  /** The least that a broker must take at once, bytes. */
  public static final int LEAST_MESSAGE_BYTES = TopicSettings.LEAST;

  /** What it is asked to take where nobody says otherwise. */
  public static final int USUAL_MESSAGE_BYTES = TopicSettings.OUTPUT;

  private Setup() {}

  /**
   * Creates what is missing of the topics and waits until every partition answers. Of a topic that
   * is there already, only what a promise of the exchange rests on is changed.
   *
   * @return what was created, and changed of topics that were there, a sentence each
   * @throws SetupException where a topic has another number of partitions, or the cluster refuses
   *     or does not answer within a minute
   */
  public static List<String> topics(
      Admin admin, ExchangeName exchange, int partitions, short replication) {
    return topics(admin, exchange, partitions, replication, USUAL_MESSAGE_BYTES);
  }

  /** The same on a cluster that takes no more bytes at once than these. */
  public static List<String> topics(
      Admin admin, ExchangeName exchange, int partitions, short replication, int mostBytes) {
    return new TopicSetup(admin, exchange, partitions, replication, mostBytes)
        .run(TopicSettings.ALL);
  }

  /** The same of the exchange without a name. */
  public static List<String> topics(Admin admin, int partitions, short replication) {
    return topics(admin, ExchangeName.NONE, partitions, replication);
  }

  /** The topics as they are created where they are missing. */
  public static List<NewTopic> newTopics(
      ExchangeName exchange, int partitions, short replication, int mostBytes) {
    return TopicSettings.ALL.stream()
        .map(topic -> topic.newTopic(exchange, partitions, replication, mostBytes))
        .toList();
  }

  /** What the topics of an exchange are called on the cluster. */
  public static List<String> topics(ExchangeName exchange) {
    return TopicSettings.ALL.stream().map(topic -> exchange.topic(topic.name())).toList();
  }

  /**
   * Refuses topics that are missing or that the exchange cannot keep its promises on.
   *
   * @return what the cluster says of each, with what these credentials may do
   * @throws SetupException that says the first thing that is wrong, and how to mend it
   */
  public static Map<String, TopicDescription> requireTopics(Admin admin, ExchangeName exchange) {
    return new TopicCheck(admin, exchange).run(TopicSettings.ALL);
  }

  /** The most that a topic takes at once, bytes. */
  public static int maxMessageBytes(Admin admin, ExchangeName exchange, String topic) {
    ConfigResource resource = TopicCheck.resource(exchange, topic);
    return TopicSettings.maxMessageBytes(
        AdminAnswer.to(
                "tell the settings of " + topic, admin.describeConfigs(List.of(resource)).all())
            .get(resource));
  }

  /**
   * Registers what is missing of the schemas, at FULL_TRANSITIVE.
   *
   * @throws SetupException where a schema is incompatible with a registered version or refused
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public static void schemas(Map<String, ?> registryConfig) {
    new SchemaSetup(RegistryConfig.client(registryConfig)).run(Records.all());
  }
}
