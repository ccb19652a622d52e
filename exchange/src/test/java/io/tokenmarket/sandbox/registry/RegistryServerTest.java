package io.tokenmarket.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.tokenmarket.sandbox.Credentials;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.Records;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.schemas.registry.SetupException;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Confluent's own client against the sandbox's registry. */
class RegistryServerTest {
  private static final AvroSchema FIRST = record("{'name':'a','type':'long'}");
  private static final AvroSchema WITH_OPTIONAL =
      record("{'name':'a','type':'long'},{'name':'b','type':'long','default':0}");
  private static final AvroSchema WITH_MANDATORY =
      record("{'name':'a','type':'long'},{'name':'b','type':'long'}");
  private static final AvroSchema EMPTY = record("");

  @TempDir Path dir;
  private Path file;
  private RegistryServer server;
  private SchemaRegistryClient client;

  @BeforeEach
  void start() {
    file = dir.resolve("registry").resolve("schemas.jsonl");
    open();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void open() {
    server = RegistryServer.start(file, 0);
    client = new CachedSchemaRegistryClient(server.url(), 100);
  }

  private void restart() {
    server.close();
    open();
  }

  private static AvroSchema record(String fields) {
    String text = "{'type':'record','name':'R','namespace':'n','fields':[" + fields + "]}";
    return new AvroSchema(text.replace('\'', '"'));
  }

  private static int errorCode(ThrowingCallable call) {
    return catchThrowableOfType(RestClientException.class, call).getErrorCode();
  }

  @Test
  void aSchemaIsFoundByIdByVersionAndByItself() throws Exception {
    int id = client.register("s", FIRST);
    SchemaRegistryClient other = new CachedSchemaRegistryClient(server.url(), 100);
    assertThat(other.getSchemaById(id)).isEqualTo(FIRST);
    assertThat(other.getSchemaMetadata("s", 1).getSchema()).isEqualTo(FIRST.canonicalString());
    assertThat(other.getLatestSchemaMetadata("s").getId()).isEqualTo(id);
    assertThat(other.getId("s", FIRST)).isEqualTo(id);
    assertThat(other.getVersion("s", FIRST)).isEqualTo(1);
    assertThat(other.getAllVersions("s")).containsExactly(1);
    assertThat(other.getAllSubjects()).containsExactly("s");
    assertThat(other.getAllSubjectsById(id)).containsExactly("s");
    assertThat(other.getAllVersionsById(id)).containsExactly(new SubjectVersion("s", 1));
  }

  @Test
  void theSameSchemaHasOneIdUnderEverySubject() throws Exception {
    assertThat(client.register("s", FIRST)).isEqualTo(client.register("t", FIRST));
    assertThat(client.getAllSubjects()).containsExactly("s", "t");
  }

  @Test
  void everythingIsStillThereAfterARestart() throws Exception {
    client.updateCompatibility(null, "NONE");
    client.updateCompatibility("s", "FULL");
    int first = client.register("s", FIRST);
    int second = client.register("s", WITH_OPTIONAL);
    restart();
    assertThat(client.getId("s", FIRST)).isEqualTo(first);
    assertThat(client.getId("s", WITH_OPTIONAL)).isEqualTo(second);
    assertThat(client.getCompatibility("s")).isEqualTo("FULL");
    assertThat(client.getCompatibility(null)).isEqualTo("NONE");
    assertThat(client.register("s", WITH_OPTIONAL)).isEqualTo(second);
    assertThat(client.register("t", EMPTY)).isGreaterThan(second);
  }

  @Test
  void aLineCutShortByACrashIsForgotten() throws Exception {
    int id = client.register("s", FIRST);
    Files.writeString(file, "{\"subject\":\"t\",\"ver", StandardOpenOption.APPEND);
    restart();
    client.register("t", FIRST);
    restart();
    assertThat(client.getId("s", FIRST)).isEqualTo(id);
    assertThat(client.getId("t", FIRST)).isEqualTo(id);
  }

  @Test
  void aDamagedFileIsNamedWithTheLine() throws Exception {
    client.register("s", FIRST);
    Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> RegistryServer.start(file, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining(file.toString());
  }

  @Test
  void anIncompatibleSchemaIsRefused() throws Exception {
    client.updateCompatibility("s", "FULL_TRANSITIVE");
    client.register("s", FIRST);
    assertThat(client.testCompatibility("s", WITH_MANDATORY)).isFalse();
    assertThat(client.testCompatibilityVerbose("s", WITH_MANDATORY)).isNotEmpty();
    assertThat(errorCode(() -> client.register("s", WITH_MANDATORY))).isEqualTo(409);
    assertThat(client.getAllVersions("s")).containsExactly(1);
  }

  @Test
  void aCompatibleSchemaIsTheNextVersion() throws Exception {
    client.updateCompatibility("s", "FULL_TRANSITIVE");
    client.register("s", FIRST);
    assertThat(client.testCompatibility("s", WITH_OPTIONAL)).isTrue();
    client.register("s", WITH_OPTIONAL);
    assertThat(client.getAllVersions("s")).containsExactly(1, 2);
    assertThat(client.getLatestSchemaMetadata("s").getVersion()).isEqualTo(2);
  }

  @Test
  void aTransitiveLevelLooksAtEveryVersion() throws Exception {
    client.updateCompatibility("s", "BACKWARD");
    client.register("s", EMPTY);
    client.register("s", record("{'name':'a','type':'long','default':0}"));
    assertThat(client.testCompatibility("s", FIRST)).isTrue();
    client.updateCompatibility("s", "BACKWARD_TRANSITIVE");
    assertThat(errorCode(() -> client.register("s", FIRST))).isEqualTo(409);
  }

  @Test
  void withoutALevelOfItsOwnASubjectHasTheGlobalOne() throws Exception {
    assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD");
    client.register("s", FIRST);
    assertThat(errorCode(() -> client.register("s", WITH_MANDATORY))).isEqualTo(409);
    client.updateCompatibility(null, "NONE");
    assertThat(client.register("s", WITH_MANDATORY)).isPositive();
  }

  @Test
  void whatIsNotThereHasConfluentsErrorCode() throws Exception {
    assertThat(errorCode(() -> client.getSchemaById(99))).isEqualTo(40403);
    assertThat(errorCode(() -> client.getAllVersions("s"))).isEqualTo(40401);
    assertThat(errorCode(() -> client.getId("s", FIRST))).isEqualTo(40401);
    client.register("s", FIRST);
    assertThat(errorCode(() -> client.getSchemaMetadata("s", 7))).isEqualTo(40402);
    assertThat(errorCode(() -> client.getSchemaMetadata("s", 0))).isEqualTo(42202);
    assertThat(errorCode(() -> client.getId("s", EMPTY))).isEqualTo(40403);
    assertThat(errorCode(() -> client.updateCompatibility("s", "MOSTLY"))).isEqualTo(42203);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":\"{}\"}",
        "{\"schema\":\"garbage\"}",
        "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
        "{}"
      })
  void whatIsNoAvroSchemaIsRefused(String body) throws Exception {
    HttpResponse<String> response = post("/subjects/s/versions", body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"error_code\":42201");
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/vnd.schemaregistry.v1+json");
  }

  @Test
  void whatIsNoJsonIsABadRequest() throws Exception {
    assertThat(post("/subjects/s/versions", "garbage").statusCode()).isEqualTo(400);
    assertThat(post("/nowhere", "{}").body()).contains("\"error_code\":404");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(server, path, "Content-Type: application/vnd.schemaregistry.v1+json", body);
  }

  private static HttpResponse<String> send(
      RegistryServer to, String path, String headers, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(to.url() + path))
            .headers(headers.split("(: |, )"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What a page can have a browser send without asking first is one of these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type: application/vnd.schemaregistry.v1+json | 200",
        "Content-Type: application/json; charset=utf-8 | 200",
        "Content-Type: text/plain | 415",
        "Content-Type: application/x-www-form-urlencoded | 415",
        "Accept: */* | 415",
        "Content-Type: application/json, Origin: https://evil.example | 403",
        "Content-Type: application/json, Origin: null | 403",
        "Content-Type: application/json, Sec-Fetch-Site: cross-site | 403",
        "Content-Type: application/json, Sec-Fetch-Site: same-site | 403"
      })
  void noWebPageWritesASchema(String headers, int status) throws Exception {
    String body = "{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}";
    HttpResponse<String> answer = send(server, "/subjects/s/versions", headers, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(client.getAllSubjects()).hasSize(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"localhost, 200", "[::1]:80, 200", "evil.example, 403", "127.0.0.1.example, 403"})
  void aNameThatIsMadeToMeanThisMachineIsNotTaken(String host, int status) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
      String request = "GET /subjects HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void aBodyHasAMegabyteAtMostWhetherItsLengthIsToldOrNot() throws Exception {
    String spaces = " ".repeat(RegistryApi.LARGEST_BODY);
    assertThat(post("/subjects/s/versions", "{}" + spaces).statusCode()).isEqualTo(413);
    var untold =
        HttpRequest.newBuilder(URI.create(server.url() + "/subjects/s/versions"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () ->
                        new ByteArrayInputStream(
                            (spaces + "{}").getBytes(StandardCharsets.US_ASCII))));
    assertThat(
            HttpClient.newHttpClient()
                .send(untold.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void whereItAsksForAPasswordOnlyWhoKnowsItIsAnswered() throws Exception {
    Credentials asked = Credentials.random();
    try (RegistryServer guarded =
        RegistryServer.start(dir.resolve("guarded.jsonl"), 0, Optional.of(asked))) {
      assertThat(errorCode(() -> new CachedSchemaRegistryClient(guarded.url(), 1).getAllSubjects()))
          .isEqualTo(40101);
      assertThat(knowing(guarded, new Credentials(asked.user(), "guess"))).isEqualTo(40101);
      Map<String, String> settings = asked.clientSettings();
      assertThat(new CachedSchemaRegistryClient(guarded.url(), 1, settings).register("s", FIRST))
          .isEqualTo(1);
    }
  }

  private static int knowing(RegistryServer guarded, Credentials these) {
    SchemaRegistryClient with =
        new CachedSchemaRegistryClient(guarded.url(), 1, these.clientSettings());
    return errorCode(with::getAllSubjects);
  }

  @Test
  void setupIsIdempotentAndSurvivesARestart() throws Exception {
    Map<String, ?> config = Map.of("schema.registry.url", server.url());
    Setup.schemas(config);
    long size = Files.size(file);
    Setup.schemas(config);
    restart();
    Setup.schemas(Map.of("schema.registry.url", server.url()));
    for (Schema schema : Records.all()) {
      assertThat(client.getAllVersions(schema.getFullName())).containsExactly(1);
    }
    assertThat(Files.size(file)).isEqualTo(size);
  }

  @Test
  void setupNamesTheSubjectThatIsIncompatible() throws Exception {
    String subject = DemandCancelled.getClassSchema().getFullName();
    client.register(subject, record("{'name':'a','type':'long'}"));
    assertThatThrownBy(() -> Setup.schemas(Map.of("schema.registry.url", server.url())))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining(subject);
  }

  @Test
  void whatWeWriteAnyConfluentClientReads() throws UndecodableException {
    Map<String, Object> config = Map.of("schema.registry.url", server.url());
    Setup.schemas(config);
    DemandCancelled record = new DemandCancelled("c-1", "eu", "app", "d-1", -1L);
    RecordReader reader = new RecordReader(config);
    reader.preload();
    try (RecordSerde<DemandCancelled> serde = new RecordSerde<>(config);
        KafkaAvroDeserializer plain = new KafkaAvroDeserializer()) {
      byte[] bytes = serde.serializer().serialize("token-demand", record);
      plain.configure(config, false);
      assertThat(((GenericRecord) plain.deserialize("token-demand", bytes)).get("demandId"))
          .hasToString("d-1");
      server.close();
      assertThat(reader.read("token-demand", bytes)).isEqualTo(record);
    }
  }
}
