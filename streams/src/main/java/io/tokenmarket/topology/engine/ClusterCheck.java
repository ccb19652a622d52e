package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.AdminAnswer;
import io.tokenmarket.schemas.registry.SchemaIds;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.schemas.registry.SetupException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * Refuses a cluster on which a promise does not hold: whose topics are not as they must be, or with
 * {@code transaction.version} below 2, where a delayed write of a node that died can land in a
 * transaction of the one that took over (KIP-890).
 */
final class ClusterCheck {
  private static final String FEATURE = "transaction.version";
  private static final short LEAST = 2;

  /** Of these nobody keeps a copy: they may be made anew. */
  private static final Set<String> NOT_KEPT =
      Stream.concat(Topics.COMMANDS.stream(), Stream.of(Topics.DEAD_LETTERS))
          .collect(Collectors.toUnmodifiableSet());

  private ClusterCheck() {}

  /**
   * What was found.
   *
   * @param log the one there is
   * @param recordBytes the most that the topic of clearings takes at once
   */
  record Found(LogIdentity log, int recordBytes) {}

  /**
   * What an engine must know of the cluster.
   *
   * @throws SetupException where the cluster is not as it must be, or does not answer, or the
   *     registry is not the one that log and state were written with
   * @throws OtherLogException where the log is not the one that the state was made from
   */
  static Found run(EngineConfig config) {
    try (Admin admin = Admin.create(config.streams().getAdminConfigs("engine-check"));
        StateReader state = config.stateReader()) {
      require(
          level(
              AdminAnswer.to(
                  "say which features it has", admin.describeFeatures().featureMetadata())));
      Map<String, TopicDescription> topics = Setup.requireTopics(admin, config.exchange());
      new RightsCheck(admin, config.applicationId()).run(topics);
      SchemaIds.require(state.schemas(), config.registry());
      LogIdentity log = log(topics, config);
      new LogCheck(state, log).run();
      return new Found(log, Setup.maxMessageBytes(admin, config.exchange(), Topics.CLEARINGS));
    }
  }

  private static LogIdentity log(Map<String, TopicDescription> found, EngineConfig config) {
    ExchangeName exchange = config.exchange();
    Map<String, Uuid> ids = new HashMap<>();
    found.forEach((topic, description) -> ids.put(topic, description.topicId()));
    ids.keySet().removeIf(topic -> NOT_KEPT.contains(exchange.logical(topic)));
    String topic = exchange.topic(Topics.MARKET_LOG);
    int partitions = found.get(topic).partitions().size();
    return new LogIdentity(topic, ids, partitions, config.logRange());
  }

  /** A cluster that does not know the feature does not list it. */
  private static int level(FeatureMetadata features) {
    FinalizedVersionRange range = features.finalizedFeatures().get(FEATURE);
    return range == null ? 0 : range.maxVersionLevel();
  }

  private static void require(int level) {
    if (level < LEAST) {
      throw new SetupException(
          "the cluster has %s %s where the exchange needs %s: run Kafka 4.0 or newer and upgrade it with kafka-features.sh upgrade --feature %s=%s"
              .formatted(FEATURE, level, LEAST, FEATURE, LEAST),
          null);
    }
  }
}
