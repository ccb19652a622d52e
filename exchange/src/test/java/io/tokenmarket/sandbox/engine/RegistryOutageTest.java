package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.topology.engine.Engine;
import io.tokenmarket.topology.engine.EngineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry stops, and starts again where it was. */
@Timeout(300)
class RegistryOutageTest {
  private static final byte[] NEVER_REGISTERED = {0, 0, 15, 66, 64, 42};

  @TempDir Path dir;
  private Cluster cluster;
  private Tape events;
  private Tape deadLetters;

  @BeforeEach
  void start() {
    cluster = Cluster.start(dir, 1);
    events = cluster.tape(Topics.ORDER_EVENTS);
    deadLetters = cluster.tape(Topics.DEAD_LETTERS);
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
  }

  /** The engine has not yet written a single event when the registry goes. */
  @Test
  void auctionsGoOnWithoutTheRegistry() throws Exception {
    cluster.runningEngine("first", Map.of());
    cluster.stopRegistry();
    trade();
    cluster.tape(Topics.TRADES).await("trade", read -> !read.isEmpty());
    cluster.startRegistry();
  }

  @Test
  void aRecordOfUnknownSchemaWaitsForTheRegistryAndIsThenADeadLetter() throws Exception {
    cluster.runningEngine("first", Map.of());
    trade();
    cluster.stopRegistry();
    cluster.send(Topics.TOKEN_DEMAND, "app", NEVER_REGISTERED);
    cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("behind", 5));
    assertThat(deadLetters.after(Duration.ofSeconds(3))).isEmpty();
    assertThat(events.after(Duration.ofMillis(100))).noneMatch(this::isAnswerToTheOneBehind);
    cluster.startRegistry();
    assertBothArrive();
  }

  @Test
  void anEngineWhosePatienceEndsStopsAndTheNextOneGoesOnAtTheSameRecord() throws Exception {
    Engine impatient =
        cluster.runningEngine("first", Map.of(EngineConfig.REGISTRY_PATIENCE, "300"));
    trade();
    cluster.stopRegistry();
    cluster.send(Topics.TOKEN_DEMAND, "app", NEVER_REGISTERED);
    cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("behind", 5));
    events.await("stop", read -> impatient.state().hasCompletedShutdown());
    assertThat(deadLetters.after(Duration.ofMillis(300))).isEmpty();
    cluster.startRegistry();
    cluster.runningEngine("second", Map.of());
    assertBothArrive();
  }

  @Test
  void noEngineStartsWithoutTheRegistry() {
    cluster.stopRegistry();
    assertThatThrownBy(() -> cluster.engine("first", Map.of()))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageStartingWith("the schema registry did not give");
    cluster.startRegistry();
  }

  /** What the engine would be without fetching its ids at the start. */
  @Test
  void anIdThatWasNotFetchedCannotBeWrittenWithoutTheRegistry() {
    RecordSerde<SpecificRecord> fetched = new RecordSerde<>(cluster.settings());
    fetched.preload();
    RecordSerde<SpecificRecord> bare = new RecordSerde<>(cluster.settings());
    cluster.stopRegistry();
    assertThat(fetched.serializer().serialize("any", Commands.demand("d", 1))).isNotEmpty();
    assertThatThrownBy(() -> bare.serializer().serialize("any", Commands.demand("d", 1)))
        .isInstanceOf(SerializationException.class);
    cluster.startRegistry();
  }

  private void trade() throws Exception {
    cluster.send(
        Topics.MARKET_DEFINITIONS, Commands.MARKET, Commands.definition(Commands.MARKET, 250));
    events.await("definition", read -> read.size() == 1);
    cluster.send(Topics.SUPPLY_OFFERS, "factory", Commands.offer("o"));
    cluster.send(Topics.TOKEN_DEMAND, "app", Commands.demand("d", 5));
    events.await("answers", read -> count(read) == 2);
  }

  private static long count(List<SpecificRecord> read) {
    return read.stream().filter(OrderAccepted.class::isInstance).count();
  }

  private void assertBothArrive() {
    List<SpecificRecord> letters = deadLetters.await("dead letter", read -> !read.isEmpty());
    assertThat(letters)
        .singleElement()
        .extracting(letter -> ((DeadLetter) letter).getCause())
        .isEqualTo("UNKNOWN_SCHEMA");
    events.await(
        "answer to the one behind", read -> read.stream().anyMatch(this::isAnswerToTheOneBehind));
  }

  private boolean isAnswerToTheOneBehind(SpecificRecord event) {
    return event instanceof OrderAccepted accepted && accepted.getOrderId().equals("behind");
  }
}
