package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.simulation.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole sandbox, twice on one folder. */
@Timeout(180)
class SandboxRestartTest {
  private static final int AUCTIONS = 2;

  private final Population population = Scenario.shipped("quickstart").population();

  @Test
  void theMarketGoesOnWhereItWas(@TempDir Path dir) throws Exception {
    List<Clearing> before = new ArrayList<>();
    inSandbox(dir, settings -> before.addAll(trade(settings)));

    inSandbox(
        dir,
        settings -> {
          List<Clearing> after = trade(settings);
          assertThat(after.get(0).getInterval()).isGreaterThan(last(before).getInterval());
          assertThat(sendAgain(settings, before.get(0)))
              .isInstanceOf(Answer.Accepted.class)
              .matches(Answer::repeated);
          assertThatTheChainIsWhole(history(settings, last(after).getInterval()));
        });
  }

  private interface Use {
    void with(Map<String, Object> settings) throws Exception;
  }

  private static void inSandbox(Path dir, Use use) throws Exception {
    try (DataFolder folder = DataFolder.open(dir);
        Sandbox sandbox = Sandbox.start(folder, 0)) {
      sandbox.node().awaitRunning();
      use.with(sandbox.settings());
    }
  }

  /** The clearings of the first few auctions in which something was traded. */
  private List<Clearing> trade(Map<String, Object> settings) {
    List<Clearing> traded = new ArrayList<>();
    try (Participants participants = Participants.connect(settings, population)) {
      participants.begin();
      while (traded.size() < AUCTIONS) {
        participants.next(Duration.ofSeconds(1)).stream()
            .filter(clearing -> clearing.getTrades() > 0)
            .forEach(traded::add);
      }
    }
    return traded;
  }

  /** An offer open in this auction. */
  private Answer sendAgain(Map<String, Object> settings, Clearing clearing) throws Exception {
    String id = clearing.getOffers().get(0).getOfferId();
    String name = id.substring(0, id.lastIndexOf('-'));
    long interval = Long.parseLong(name.substring(name.indexOf('@') + 1));
    SupplyOffer command =
        population.commands(interval).stream()
            .filter(SupplyOffer.class::isInstance)
            .map(SupplyOffer.class::cast)
            .filter(offer -> offer.getCommandId().equals(name))
            .findFirst()
            .orElseThrow();
    try (ExchangeConnection exchange = ExchangeConnection.open(settings)) {
      return exchange
          .submit(SupplyOffer.newBuilder(command).setCommandId(id).build())
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static List<Clearing> history(Map<String, Object> settings, long lastInterval) {
    Map<String, Object> reading = new HashMap<>(settings);
    reading.put("isolation.level", "read_committed");
    List<Clearing> history = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            reading,
            new StringDeserializer(),
            new RecordSerde<Clearing>(settings).deserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(Topics.CLEARINGS, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (history.isEmpty() || last(history).getInterval() < lastInterval) {
        consumer.poll(Duration.ofSeconds(1)).forEach(read -> history.add(read.value()));
      }
    }
    return history;
  }

  private static void assertThatTheChainIsWhole(List<Clearing> history) {
    assertThat(history.get(0).getPreviousInterval()).isEqualTo(-1);
    for (int i = 1; i < history.size(); i++) {
      Clearing before = history.get(i - 1);
      Clearing clearing = history.get(i);
      assertThat(clearing.getPreviousHash()).isEqualTo(before.getHash());
      assertThat(clearing.getPreviousInterval()).isEqualTo(before.getInterval());
      assertThat(clearing.getAuction()).isEqualTo(before.getAuction() + 1);
    }
  }

  private static Clearing last(List<Clearing> clearings) {
    return clearings.get(clearings.size() - 1);
  }
}
