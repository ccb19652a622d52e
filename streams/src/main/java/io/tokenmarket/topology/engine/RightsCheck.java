package io.tokenmarket.topology.engine;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.tokenmarket.schemas.registry.SetupException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Refuses a start with credentials that lack a right: what brokers refuse while an engine runs may
 * pass, so it waits, and nobody who starts one for the first time would know for what.
 */
final class RightsCheck {
  private static final String REMEDY =
      "; give their user the rights that docs/security.md lists, or name others in --kafka-config";

  private final Admin admin;
  private final String application;

  /**
   * @param application the engine's group, and how the names of its transactions and changelogs
   *     begin
   */
  RightsCheck(Admin admin, String application) {
    this.admin = admin;
    this.application = application;
  }

  /**
   * @param topics that are read and written, with what these credentials may do
   * @throws SetupException that names the first right that is missing
   */
  void run(Map<String, TopicDescription> topics) {
    topics(topics);
    group();
    String views = application + "-views-";
    ask(
        DESCRIBE,
        "groups that begin with " + views,
        admin.describeConsumerGroups(List.of(views + "rights")).all());
    ask(
        DESCRIBE,
        "transactional id " + application + "-...",
        admin.describeTransactions(List.of(application + "-rights")).all());
    ask(
        AclOperation.CREATE,
        "topics that begin with " + application + "-",
        admin
            .createTopics(
                List.of(new NewTopic(application + "-rights", Optional.of(1), Optional.empty())),
                new CreateTopicsOptions().validateOnly(true))
            .all());
  }

  private static void topics(Map<String, TopicDescription> topics) {
    new TreeMap<>(topics)
        .forEach(
            (topic, found) -> {
              require(READ, "topic " + topic, found.authorizedOperations());
              require(WRITE, "topic " + topic, found.authorizedOperations());
            });
  }

  /** Of a group that is not there yet, the cluster says only whether one may ask. */
  private void group() {
    Optional<Map<String, ConsumerGroupDescription>> found =
        ask(
            DESCRIBE,
            "group " + application,
            admin
                .describeConsumerGroups(
                    List.of(application),
                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .all());
    found.ifPresent(
        groups ->
            require(READ, "group " + application, groups.get(application).authorizedOperations()));
  }

  /** A cluster without rules does not say what is allowed, or says all. */
  private static void require(AclOperation right, String what, Set<AclOperation> allowed) {
    if (allowed != null && !allowed.isEmpty() && !allowed.contains(right)) {
      throw missing(right, what, null);
    }
  }

  /** Empty where it fails of anything else: that is not this check's. */
  private static <T> Optional<T> ask(AclOperation right, String what, KafkaFuture<T> question) {
    try {
      return Optional.ofNullable(question.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw missing(right, what, e.getCause());
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static SetupException missing(AclOperation right, String what, Throwable cause) {
    return new SetupException(
        "the brokers give these credentials no right to %s on %s%s".formatted(right, what, REMEDY),
        cause);
  }
}
