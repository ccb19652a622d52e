package io.tokenmarket.topology.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings of Kafka's and the registry's clients that are not the user's to give: a promise of
 * the exchange rests on each, or an option of the command line says it. What the exchange has it at
 * anyway may be given, as a file that serves several programs may do.
 */
public final class FixedSettings {
  private static final int LARGEST_RECORD = 16_777_216;

  /** A setting may be meant for one kind of client only. */
  private static final List<String> PREFIXES =
      List.of(
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "consumer.",
          "producer.",
          "admin.");

  /** What says it instead. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "exchange.name", "--exchange",
          "bootstrap.servers", "--bootstrap-servers",
          "schema.registry.url", "--schema-registry",
          "state.dir", "--data");

  /** The values that keep the promise; none where the exchange finds its own. */
  private static final Map<String, List<String>> FIXED =
      Map.ofEntries(
          // Who is who: groups, members, transactions, and what is named after them.
          Map.entry("application.id", List.of()),
          Map.entry("application.server", List.of()),
          Map.entry("group.id", List.of()),
          Map.entry("group.instance.id", List.of()),
          Map.entry("group.protocol", List.of("classic")),
          Map.entry("transactional.id", List.of()),
          // Exactly once, committed only, everything, in its order.
          Map.entry("processing.guarantee", List.of("exactly_once_v2")),
          Map.entry("transaction.two.phase.commit.enable", List.of("false")),
          Map.entry("enable.idempotence", List.of("true")),
          Map.entry("acks", List.of("all", "-1")),
          Map.entry("isolation.level", List.of("read_committed")),
          Map.entry("enable.auto.commit", List.of("false")),
          Map.entry("auto.offset.reset", List.of("earliest")),
          Map.entry("check.crcs", List.of("true")),
          Map.entry("allow.auto.create.topics", List.of("false")),
          // Which partition a key is in.
          Map.entry("partitioner.class", List.of()),
          Map.entry("partitioner.ignore.keys", List.of("false")),
          // What may not be skipped, changed or made otherwise on its way.
          Map.entry("interceptor.classes", List.of()),
          Map.entry("deserialization.exception.handler", List.of()),
          Map.entry("default.deserialization.exception.handler", List.of()),
          Map.entry("production.exception.handler", List.of()),
          Map.entry("default.production.exception.handler", List.of()),
          Map.entry("processing.exception.handler", List.of()),
          Map.entry("errors.dead.letter.queue.topic.name", List.of()),
          Map.entry("default.timestamp.extractor", List.of()),
          Map.entry("default.client.supplier", List.of()),
          Map.entry("processor.wrapper.class", List.of()),
          Map.entry("topology.optimization", List.of("none")),
          // What a record looks like.
          Map.entry("key.serializer", List.of()),
          Map.entry("value.serializer", List.of()),
          Map.entry("key.deserializer", List.of()),
          Map.entry("value.deserializer", List.of()),
          Map.entry("default.key.serde", List.of()),
          Map.entry("default.value.serde", List.of()),
          Map.entry("auto.register.schemas", List.of("false")),
          Map.entry("use.latest.version", List.of("false")),
          Map.entry("use.latest.with.metadata", List.of()),
          Map.entry("use.schema.id", List.of("-1")),
          Map.entry("normalize.schemas", List.of("false")),
          Map.entry("id.compatibility.strict", List.of("true")),
          Map.entry("avro.remove.java.properties", List.of("false")),
          Map.entry("avro.use.logical.type.converters", List.of("false")),
          Map.entry("specific.avro.reader", List.of("true")),
          Map.entry("specific.avro.key.type", List.of()),
          Map.entry("specific.avro.value.type", List.of()),
          Map.entry("schema.reflection", List.of("false")),
          Map.entry("schema.format", List.of()),
          Map.entry("context.name.strategy", List.of()),
          Map.entry("rule.actions", List.of()),
          Map.entry("rule.executors", List.of()),
          Map.entry("key.subject.name.strategy", List.of()),
          Map.entry(
              "value.subject.name.strategy",
              List.of("io.confluent.kafka.serializers.subject.RecordNameStrategy")),
          // How long a changelog's records stay: state is made of them again.
          Map.entry("topic.cleanup.policy", List.of("compact")),
          Map.entry("topic.retention.ms", List.of("-1")),
          Map.entry("topic.retention.bytes", List.of("-1")),
          Map.entry("topic.message.timestamp.type", List.of()),
          // As much as the topic of clearings takes, which the node asks for.
          Map.entry("topic.max.message.bytes", List.of()));

  private FixedSettings() {}

  /** A sentence about the first of these settings that cannot be taken, empty where all can. */
  public static Optional<String> refusal(Map<String, ?> given) {
    return new TreeMap<>(given)
        .entrySet().stream()
            .flatMap(setting -> refusal(setting.getKey(), String.valueOf(setting.getValue())))
            .findFirst();
  }

  private static Stream<String> refusal(String given, String value) {
    String name = withoutPrefix(given);
    if (OPTIONS.containsKey(name)) {
      return refused("The setting %s is given by %s; leave it out.", given, OPTIONS.get(name));
    }
    if (name.equals("max.request.size") && isBelow(value, LARGEST_RECORD)) {
      String sentence =
          "The setting %s=%s is too small for the exchange's records: give at least %d.";
      return refused(sentence, given, value, LARGEST_RECORD);
    }
    List<String> kept = FIXED.getOrDefault(name, List.of(value));
    if (kept.contains(value)) {
      return Stream.empty();
    }
    return kept.isEmpty()
        ? refused("The setting %s is the exchange's own; leave it out.", given)
        : refused(
            "The setting %s=%s would break a promise of the exchange, which has %s; leave it out.",
            given, value, kept.get(0));
  }

  private static Stream<String> refused(String sentence, Object... places) {
    return Stream.of(sentence.formatted(places));
  }

  private static String withoutPrefix(String name) {
    return PREFIXES.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  /** What is no number is Kafka's to complain of. */
  private static boolean isBelow(String value, int least) {
    return value.matches("-?\\d{1,9}") && Integer.parseInt(value) < least;
  }
}
