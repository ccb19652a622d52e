package io.tokenmarket.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.Grant;
import io.tokenmarket.schemas.registry.Grant.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The set-up of a cluster, for who makes topics and users by other means than ours. */
enum SetUpPrinter {
  /** For people. */
  TEXT {
    @Override
    String topic(NewTopic topic) {
      return "topic %s: %s partitions, %s copies, %s"
          .formatted(
              topic.name(),
              topic.numPartitions(),
              topic.replicationFactor(),
              settings(topic, ", "));
    }

    @Override
    String user(User user, ExchangeName exchange) {
      return Grant.of(user, exchange).stream()
          .map(
              grant ->
                  "%s: %s on %s"
                      .formatted(
                          user.name().toLowerCase(Locale.ROOT),
                          names(grant, ", "),
                          words(grant.on())))
          .collect(Collectors.joining("\n"));
    }
  },

  /** Resources of the Strimzi operator, kafka.strimzi.io/v1beta2. */
  STRIMZI {
    @Override
    String topic(NewTopic topic) {
      Map<String, Object> spec = new LinkedHashMap<>();
      spec.put("partitions", topic.numPartitions());
      spec.put("replicas", (int) topic.replicationFactor());
      spec.put("config", new TreeMap<>(topic.configs()));
      return resource("KafkaTopic", topic.name(), spec);
    }

    @Override
    String user(User user, ExchangeName exchange) {
      List<Map<String, Object>> acls = new ArrayList<>();
      for (Grant grant : Grant.of(user, exchange)) {
        Map<String, Object> on = new LinkedHashMap<>();
        on.put("type", type(grant.on().resourceType()));
        if (grant.on().resourceType() != ResourceType.CLUSTER) {
          on.put("name", grant.on().name());
          on.put("patternType", pattern(grant.on()));
        }
        Map<String, Object> acl = new LinkedHashMap<>();
        acl.put("resource", on);
        acl.put("operations", grant.operations().stream().map(SetUpPrinter::name).toList());
        acls.add(acl);
      }
      Map<String, Object> spec = new LinkedHashMap<>();
      spec.put("authentication", Map.of("type", "scram-sha-512"));
      Map<String, Object> authorization = new LinkedHashMap<>();
      authorization.put("type", "simple");
      authorization.put("acls", acls);
      spec.put("authorization", authorization);
      return resource("KafkaUser", Grant.name(user, exchange), spec);
    }

    private String resource(String kind, String name, Map<String, Object> spec) {
      Map<String, Object> resource = new LinkedHashMap<>();
      resource.put("apiVersion", "kafka.strimzi.io/v1beta2");
      resource.put("kind", kind);
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("name", name);
      metadata.put("labels", Map.of("strimzi.io/cluster", "kafka"));
      resource.put("metadata", metadata);
      resource.put("spec", spec);
      try {
        return YAML.writeValueAsString(resource).strip();
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    private String type(ResourceType type) {
      return type == ResourceType.TRANSACTIONAL_ID
          ? "transactionalId"
          : type.name().toLowerCase(Locale.ROOT);
    }
  },

  /** Calls of the tools that come with Kafka; the shell's variable B names the brokers. */
  COMMANDS {
    @Override
    String topic(NewTopic topic) {
      return "kafka-topics.sh --bootstrap-server $B --create --if-not-exists --topic %s --partitions %s --replication-factor %s --config %s"
          .formatted(
              topic.name(),
              topic.numPartitions(),
              topic.replicationFactor(),
              settings(topic, " --config "));
    }

    @Override
    String user(User user, ExchangeName exchange) {
      return Grant.of(user, exchange).stream()
          .map(
              grant ->
                  "kafka-acls.sh --bootstrap-server $B --add --allow-principal User:%s --operation %s %s"
                      .formatted(
                          Grant.name(user, exchange),
                          names(grant, " --operation "),
                          option(grant.on())))
          .collect(Collectors.joining("\n"));
    }

    private String option(ResourcePattern on) {
      return switch (on.resourceType()) {
        case TOPIC -> "--topic " + on.name() + " --resource-pattern-type " + pattern(on);
        case GROUP -> "--group " + on.name() + " --resource-pattern-type " + pattern(on);
        case TRANSACTIONAL_ID ->
            "--transactional-id " + on.name() + " --resource-pattern-type " + pattern(on);
        default -> "--cluster";
      };
    }
  },

  /** Topics and records as an AsyncAPI document; it knows no users. */
  ASYNCAPI {
    @Override
    String page(List<NewTopic> topics, ExchangeName exchange) {
      return AsyncApi.of(topics, exchange);
    }
  };

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().enable(Feature.MINIMIZE_QUOTES));

  String topic(NewTopic topic) {
    throw new UnsupportedOperationException(topic.name());
  }

  String user(User user, ExchangeName exchange) {
    throw new UnsupportedOperationException(user.name());
  }

  /** Topics, then what each kind of user needs. */
  String page(List<NewTopic> topics, ExchangeName exchange) {
    return Stream.concat(
            topics.stream().map(this::topic),
            Arrays.stream(User.values()).map(user -> user(user, exchange)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static String settings(NewTopic topic, String between) {
    return new TreeMap<>(topic.configs())
        .entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(between));
  }

  static String names(Grant grant, String between) {
    return grant.operations().stream().map(SetUpPrinter::name).collect(Collectors.joining(between));
  }

  /** As the tools and Strimzi spell it: IdempotentWrite. */
  static String name(AclOperation operation) {
    return Arrays.stream(operation.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  static String pattern(ResourcePattern on) {
    return on.patternType().name().toLowerCase(Locale.ROOT);
  }

  static String words(ResourcePattern on) {
    String kind = on.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return on.patternType() == PatternType.PREFIXED
        ? kind + "s that begin with " + on.name()
        : kind + " " + on.name();
  }
}
