package io.tokenmarket.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.RecordKind.Key;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics, and the records on each, as an AsyncAPI 3.0 document: made of the catalogue of
 * records, so it says what the exchange itself goes by.
 */
final class AsyncApi {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .enable(Feature.MINIMIZE_QUOTES)
              .disable(Feature.SPLIT_LINES)
              .disable(Feature.WRITE_DOC_START_MARKER));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
  private static final String BINDING = "0.5.0";

  private final ExchangeName exchange;
  private final ObjectNode root = YAML.createObjectNode();

  private AsyncApi(ExchangeName exchange) {
    this.exchange = exchange;
  }

  /**
   * The document, as YAML.
   *
   * @param topics as they are created
   */
  static String of(List<NewTopic> topics, ExchangeName exchange) {
    AsyncApi api = new AsyncApi(exchange);
    api.root.put("asyncapi", "3.0.0");
    api.root
        .putObject("info")
        .put("title", "Token Market")
        .put("version", Main.Version.number())
        .put("description", "Topics and records of the exchange; docs/protocol.md has the rules.");
    api.root.put("defaultContentType", "application/vnd.apache.avro");
    topics.forEach(api::channel);
    topics.forEach(api::operation);
    for (RecordKind kind : RecordKind.values()) {
      if (!kind.topics().isEmpty()) {
        api.message(kind);
      }
    }
    try {
      return YAML.writeValueAsString(api.root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void channel(NewTopic topic) {
    String logical = exchange.logical(topic.name());
    ObjectNode channel = root.withObject("/channels").putObject(logical);
    channel.put("address", topic.name());
    ObjectNode messages = channel.putObject("messages");
    for (RecordKind kind : RecordKind.on(logical)) {
      refer(messages.putObject(name(kind)), "/components/messages/" + name(kind));
    }
    channel
        .putObject("bindings")
        .putObject("kafka")
        .put("topic", topic.name())
        .put("partitions", topic.numPartitions())
        .put("replicas", topic.replicationFactor())
        .put("bindingVersion", BINDING);
  }

  /** What the exchange does: it receives commands, and sends all else. */
  private void operation(NewTopic topic) {
    String logical = exchange.logical(topic.name());
    boolean received = Topics.COMMANDS.contains(logical);
    ObjectNode operation = root.withObject("/operations").putObject(logical);
    operation.put("action", received ? "receive" : "send");
    refer(operation.putObject("channel"), "/channels/" + logical);
  }

  private void message(RecordKind kind) {
    ObjectNode message = root.withObject("/components/messages").putObject(name(kind));
    message.put("name", kind.subject());
    message.put("title", name(kind));
    message.put("summary", kind.schema().getDoc());
    ObjectNode payload = message.putObject("payload");
    payload.put("schemaFormat", AVRO);
    payload.set("schema", json(kind));
    ObjectNode binding = message.putObject("bindings").putObject("kafka");
    if (kind.key() != Key.NONE) {
      binding
          .putObject("key")
          .put("type", "string")
          .put(
              "description",
              kind.key() == Key.MARKET
                  ? "The market."
                  : "The participant; on market-log the market.");
    }
    binding
        .put("schemaIdLocation", "payload")
        .put("schemaIdPayloadEncoding", "confluent")
        .put("schemaLookupStrategy", "RecordNameStrategy")
        .put("bindingVersion", BINDING);
  }

  private static void refer(ObjectNode node, String path) {
    node.put("$ref", "#" + path);
  }

  private static String name(RecordKind kind) {
    return kind.schema().getName();
  }

  private static JsonNode json(RecordKind kind) {
    try {
      return JSON.readTree(kind.schema().toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
