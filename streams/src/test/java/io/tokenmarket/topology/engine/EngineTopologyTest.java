package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class EngineTopologyTest {
  private static final Map<String, ?> SETTINGS =
      Map.of("bootstrap.servers", "none:1", "schema.registry.url", "mock://topology");

  private final TopologyDescription topology =
      EngineTopology.build(
              EngineConfig.of(SETTINGS),
              new RecordReader(SETTINGS),
              new RecordSerde<>(SETTINGS),
              new SetClock(),
              EngineObserver.NONE,
              new LogIdentity(
                  "market-log",
                  Map.of("market-log", Uuid.ONE_UUID),
                  1,
                  (partition, first, last, each) -> {}))
          .describe();

  @Test
  void intakeAndMarketShareNothingButTheLog() {
    assertThat(topology.subtopologies()).hasSize(2);
  }

  @Test
  void everyStoreIsTheMarkets() {
    assertThat(topology.subtopologies())
        .flatExtracting(TopologyDescription.Subtopology::nodes)
        .filteredOn(TopologyDescription.Processor.class::isInstance)
        .flatExtracting(node -> ((TopologyDescription.Processor) node).stores())
        .containsExactlyInAnyOrder("handled-log", "schema-ids", "market-snapshot");
  }
}
