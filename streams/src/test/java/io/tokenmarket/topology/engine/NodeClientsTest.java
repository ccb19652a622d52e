package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeClientsTest {
  private static final NodeClients CLIENTS = new NodeClients(Optional.of("token-market-node-7"));

  @Test
  void aNodeThatComesBackHasTheTransactionsOfItsFormerLife() {
    assertThat(named("token-market-0b9d-11-1")).isEqualTo("token-market-node-7-1");
    assertThat(named("token-market-c2f8-42-1")).isEqualTo("token-market-node-7-1");
  }

  @Test
  void twoThreadsOfANodeDoNotShareATransaction() {
    assertThat(named("token-market-0b9d-1")).isNotEqualTo(named("token-market-0b9d-2"));
  }

  @Test
  void aProducerWithoutTransactionsStaysSo() {
    assertThat(CLIENTS.named(Map.of("acks", "all"))).doesNotContainKey("transactional.id");
  }

  private static Object named(String transactionalId) {
    return CLIENTS.named(Map.of("transactional.id", transactionalId)).get("transactional.id");
  }
}
