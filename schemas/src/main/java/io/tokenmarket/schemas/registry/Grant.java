package io.tokenmarket.schemas.registry;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.RecordKind.Key;
import io.tokenmarket.schemas.RecordKind.Role;
import io.tokenmarket.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What somebody may do on the cluster.
 *
 * @param on a topic, a group, a transactional id or the cluster
 * @param operations all that they need there, and nothing more
 */
public record Grant(ResourcePattern on, List<AclOperation> operations) {
  /** Who connects to the cluster. */
  public enum User {
    /** Engine, views and gateway. */
    NODE,
    /** Sends orders and reports deliveries; reads what is published. */
    PARTICIPANT,
    /** Defines markets and what belongs to them; reads what is published. */
    OPERATOR,
    /** Reads what is published. */
    READER
  }

  /** All that a user of an exchange needs. Groups of readers begin with the user's own name. */
  public static List<Grant> of(User user, ExchangeName exchange) {
    return switch (user) {
      case NODE -> node(exchange);
      case PARTICIPANT -> client(user, exchange, kind -> kind.key() == Key.PARTICIPANT);
      case OPERATOR -> client(user, exchange, kind -> kind.key() == Key.MARKET);
      case READER -> client(user, exchange, kind -> false);
    };
  }

  /** How such a user is called where nobody chooses another name. */
  public static String name(User user, ExchangeName exchange) {
    return exchange.engine().replace('.', '-') + "-" + user.name().toLowerCase(Locale.ROOT);
  }

  private static List<Grant> node(ExchangeName exchange) {
    List<Grant> grants = new ArrayList<>();
    for (TopicSettings topic : TopicSettings.ALL) {
      grants.add(topic(exchange, topic.name(), READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS));
    }
    for (ResourceType kind : List.of(ResourceType.TOPIC, ResourceType.GROUP)) {
      grants.add(grant(kind, exchange.engine(), PREFIXED, ALL));
    }
    grants.add(grant(ResourceType.TRANSACTIONAL_ID, exchange.engine(), PREFIXED, WRITE, DESCRIBE));
    grants.add(grant(ResourceType.CLUSTER, "kafka-cluster", LITERAL, DESCRIBE, IDEMPOTENT_WRITE));
    return grants;
  }

  /**
   * Our own client asks of each topic of commands whether it is there, also where it never sends.
   */
  private static List<Grant> client(
      User user, ExchangeName exchange, Predicate<RecordKind> isSent) {
    List<Grant> grants = new ArrayList<>();
    if (user != User.READER) {
      for (String topic : Topics.COMMANDS) {
        boolean sends =
            RecordKind.on(topic).stream()
                .anyMatch(kind -> kind.role() == Role.COMMAND && isSent.test(kind));
        grants.add(
            sends ? topic(exchange, topic, WRITE, DESCRIBE) : topic(exchange, topic, DESCRIBE));
      }
    }
    Topics.PUBLISHED.forEach(topic -> grants.add(topic(exchange, topic, READ, DESCRIBE)));
    grants.add(grant(ResourceType.GROUP, name(user, exchange), PREFIXED, READ));
    return grants;
  }

  private static Grant topic(ExchangeName exchange, String topic, AclOperation... operations) {
    return grant(ResourceType.TOPIC, exchange.topic(topic), LITERAL, operations);
  }

  private static Grant grant(
      ResourceType kind, String name, PatternType pattern, AclOperation... operations) {
    return new Grant(new ResourcePattern(kind, name, pattern), List.of(operations));
  }
}
