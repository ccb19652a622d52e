package io.tokenmarket.sandbox.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.tokenmarket.sandbox.registry.Registry.Version;
import io.tokenmarket.schemas.JsonTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of Confluent's REST API that Confluent's client uses, and its error answers. */
final class RegistryApi {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryApi.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int STORE_ERROR = 50001;

  /** Bytes; the largest schema here has a fiftieth of it. */
  static final int LARGEST_BODY = 1 << 20;

  private final Registry registry;

  RegistryApi(Registry registry) {
    this.registry = registry;
  }

  void addTo(RoutesConfig routes) {
    addSubjects(routes);
    addSchemas(routes);
    addConfig(routes);
    addErrors(routes);
    routes.get("/", ctx -> answer(ctx, Map.of()));
  }

  private void addSubjects(RoutesConfig routes) {
    routes.get("/subjects", ctx -> answer(ctx, registry.subjects()));
    routes.post("/subjects/{subject}", this::lookUp);
    routes.get("/subjects/{subject}/versions", this::versions);
    routes.post("/subjects/{subject}/versions", this::register);
    routes.get("/subjects/{subject}/versions/{version}", ctx -> answer(ctx, whole(version(ctx))));
    routes.get(
        "/subjects/{subject}/versions/{version}/schema",
        ctx -> answerText(ctx, version(ctx).schema().canonicalString()));
    routes.post("/compatibility/subjects/{subject}/versions", ctx -> compatible(ctx, null));
    routes.post(
        "/compatibility/subjects/{subject}/versions/{version}",
        ctx -> compatible(ctx, ctx.pathParam("version")));
  }

  private void addSchemas(RoutesConfig routes) {
    routes.get("/schemas/types", ctx -> answer(ctx, List.of("AVRO")));
    routes.get("/schemas/ids/{id}", ctx -> answer(ctx, Map.of("schema", canonical(ctx))));
    routes.get("/schemas/ids/{id}/schema", ctx -> answerText(ctx, canonical(ctx)));
    routes.get("/schemas/ids/{id}/subjects", this::subjectsOfId);
    routes.get("/schemas/ids/{id}/versions", this::versionsOfId);
  }

  private void addConfig(RoutesConfig routes) {
    routes.get("/config", ctx -> answerLevel(ctx, registry.level()));
    routes.put("/config", ctx -> setLevel(ctx, null));
    routes.get("/config/{subject}", this::level);
    routes.put("/config/{subject}", ctx -> setLevel(ctx, ctx.pathParam("subject")));
    routes.get("/mode", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
    routes.get("/mode/{subject}", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
  }

  private void addErrors(RoutesConfig routes) {
    routes.exception(
        RegistryException.class,
        (e, ctx) -> answerError(ctx, e.status(), e.errorCode(), e.getMessage()));
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> answerError(ctx, e.getStatus(), e.getStatus(), e.getMessage()));
    routes.exception(Exception.class, this::answerFailure);
  }

  private void lookUp(Context ctx) throws IOException {
    answer(ctx, whole(registry.lookUp(ctx.pathParam("subject"), schemaIn(ctx))));
  }

  private void register(Context ctx) throws IOException {
    Version version = registry.register(ctx.pathParam("subject"), schemaIn(ctx));
    answer(ctx, Map.of("id", version.id()));
  }

  private void versions(Context ctx) {
    List<Version> versions = registry.versions(ctx.pathParam("subject"));
    answer(ctx, versions.stream().map(Version::version).toList());
  }

  private void subjectsOfId(Context ctx) {
    answer(ctx, registry.versionsOf(id(ctx)).stream().map(Version::subject).distinct().toList());
  }

  private void versionsOfId(Context ctx) {
    answer(
        ctx,
        registry.versionsOf(id(ctx)).stream()
            .map(found -> Map.of("subject", found.subject(), "version", found.version()))
            .toList());
  }

  private void compatible(Context ctx, String version) throws IOException {
    var differences = registry.differences(ctx.pathParam("subject"), schemaIn(ctx), version);
    boolean verbose = Boolean.parseBoolean(ctx.queryParam("verbose"));
    answer(
        ctx,
        verbose
            ? Map.of("is_compatible", differences.isEmpty(), "messages", differences)
            : Map.of("is_compatible", differences.isEmpty()));
  }

  private void level(Context ctx) {
    String subject = ctx.pathParam("subject");
    CompatibilityLevel own = registry.level(subject);
    if (own == null && !Boolean.parseBoolean(ctx.queryParam("defaultToGlobal"))) {
      throw RegistryException.levelNotFound(subject);
    }
    answerLevel(ctx, own == null ? registry.level() : own);
  }

  private void setLevel(Context ctx, String subject) throws IOException {
    String level = JSON.readTree(body(ctx)).path("compatibility").asText();
    registry.setLevel(subject, level);
    answer(ctx, Map.of("compatibility", level));
  }

  private Version version(Context ctx) {
    return registry.version(ctx.pathParam("subject"), ctx.pathParam("version"));
  }

  private String canonical(Context ctx) {
    return registry.schema(id(ctx)).canonicalString();
  }

  private static int id(Context ctx) {
    String id = ctx.pathParam("id");
    try {
      return Integer.parseInt(id);
    } catch (NumberFormatException e) {
      throw RegistryException.schemaNotFound(id);
    }
  }

  private static String body(Context ctx) throws IOException {
    byte[] bytes = ctx.req().getInputStream().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw RegistryException.bodyTooLarge(LARGEST_BODY);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String schemaIn(Context ctx) throws IOException {
    RegisterSchemaRequest request = RegisterSchemaRequest.fromJson(body(ctx));
    boolean avro = request.getSchemaType() == null || request.getSchemaType().equals("AVRO");
    boolean alone = request.getReferences() == null || request.getReferences().isEmpty();
    if (!avro || !alone || request.getSchema() == null) {
      throw RegistryException.invalidSchema("this registry takes Avro without references");
    }
    return request.getSchema();
  }

  private static Map<String, Object> whole(Version version) {
    return Map.of(
        "subject", version.subject(),
        "version", version.version(),
        "id", version.id(),
        "schema", version.schema().canonicalString());
  }

  private static void answerLevel(Context ctx, CompatibilityLevel level) {
    answer(ctx, Map.of("compatibilityLevel", level.name));
  }

  private void answerFailure(Exception e, Context ctx) {
    if (e instanceof JsonProcessingException wrong) {
      answerError(ctx, 400, 400, "The body " + JsonTrouble.words(wrong) + ".");
    } else {
      LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
      answerError(
          ctx,
          500,
          STORE_ERROR,
          "The registry failed at this request; the log of its node says how.");
    }
  }

  private static void answerError(Context ctx, int status, int code, String message) {
    ctx.status(status);
    answer(ctx, Map.of("error_code", code, "message", String.valueOf(message)));
  }

  private static void answer(Context ctx, Object body) {
    answerText(ctx, JSON.valueToTree(body).toString());
  }

  private static void answerText(Context ctx, String body) {
    ctx.contentType(MEDIA_TYPE).result(body);
  }
}
