package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application.id=mine",
        "group.id=mine",
        "consumer.group.instance.id=mine",
        "producer.transactional.id=mine",
        "processing.guarantee=at_least_once",
        "isolation.level=read_uncommitted",
        "main.consumer.auto.offset.reset=latest",
        "enable.auto.commit=true",
        "acks=1",
        "producer.enable.idempotence=false",
        "partitioner.class=org.example.Mine",
        "value.serializer=org.example.Mine",
        "default.value.serde=org.example.Mine",
        "deserialization.exception.handler=org.example.Mine",
        "auto.register.schemas=true",
        "topic.cleanup.policy=delete",
        "topic.max.message.bytes=1048576",
        "producer.max.request.size=1048576"
      })
  void whatAPromiseRestsOnIsRefusedInOneSentence(String setting) {
    String[] parts = setting.split("=");
    assertThat(FixedSettings.refusal(Map.of(parts[0], parts[1])))
        .get()
        .asString()
        .contains(parts[0])
        .endsWith(".")
        .hasLineCount(1);
  }

  @Test
  void whatAnOptionSaysIsReferredToIt() {
    assertThat(FixedSettings.refusal(Map.of("state.dir", "/data")))
        .hasValue("The setting state.dir is given by --data; leave it out.");
  }

  @Test
  void theValueThatTheExchangeHasAnywayMayBeGiven() {
    for (String setting :
        List.of(
            "isolation.level=read_committed",
            "enable.auto.commit=false",
            "acks=all",
            "acks=-1",
            "producer.max.request.size=20000000")) {
      String[] parts = setting.split("=");
      assertThat(FixedSettings.refusal(Map.of(parts[0], parts[1]))).as(setting).isEmpty();
    }
  }

  @Test
  void whatIsTheOperatorsToTuneIsTaken() {
    Map<String, String> tuned = new HashMap<>();
    tuned.put("security.protocol", "SASL_SSL");
    tuned.put("sasl.jaas.config", "secret");
    tuned.put("producer.transaction.timeout.ms", "5000");
    tuned.put("consumer.session.timeout.ms", "9000");
    tuned.put("commit.interval.ms", "100");
    tuned.put("engine.stores", "disk");
    tuned.put("client.id", "ours");
    assertThat(FixedSettings.refusal(tuned)).isEmpty();
  }
}
