package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class EngineConfigTest {

  @Test
  void theEngineIsExactlyOnceUnlessToldOtherwise() {
    assertThat(config(Map.of()).streams().getString("processing.guarantee"))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
  }

  @Test
  void aGivenSettingStandsOverTheDefault() {
    StreamsConfig streams = config(Map.of("commit.interval.ms", "7")).streams();
    assertThat(streams.getLong("commit.interval.ms")).isEqualTo(7);
  }

  @Test
  void settingsReachTheClientsTheyAreFor() {
    StreamsConfig streams = config(Map.of("group.instance.id", "node-1")).streams();
    assertThat(streams.getProducerConfigs("engine")).containsEntry("compression.type", "gzip");
    assertThat(streams.getMainConsumerConfigs("token-market", "engine", 1))
        .containsEntry("group.instance.id", "node-1-1")
        .containsEntry("fetch.max.wait.ms", 50);
  }

  @Test
  void aMissingBrokerIsNamed() {
    assertThatThrownBy(() -> EngineConfig.of(Map.of()).streams())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bootstrap.servers");
  }

  @Test
  void aStoreOfAnotherKindIsNamed() {
    assertThatThrownBy(() -> config(Map.of(EngineConfig.STORES, "tape")).store("any"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tape");
  }

  @Test
  void aPeriodThatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> config(Map.of(EngineConfig.GATE_PERIOD, "often")).gatePeriod())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("often");
  }

  /** Kafka's producer cuts a batch that is too large into such of its own setting, for ever. */
  @Test
  void aBatchIsNotLargerThanTheTopicTakes() {
    EngineConfig small = config(Map.of()).within(100_000);
    assertThat(small.streams().originals()).containsEntry("producer.batch.size", 100_000);
    EngineConfig large = config(Map.of()).within(1_048_588);
    assertThat(large.streams().originals()).containsEntry("producer.batch.size", 131_072);
  }

  private static EngineConfig config(Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>(overrides);
    settings.put("bootstrap.servers", "localhost:9092");
    return EngineConfig.of(settings);
  }
}
