package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.GateClosed;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A gate on its way into the log, to the very partition whose owner proposes it; a market stays
 * where its history is, whatever a hash of its name says.
 */
record Proposal(GateClosed gate, int partition) {

  static Serializer<Proposal> serializer(Serializer<? super GateClosed> gates) {
    return (topic, proposal) -> gates.serialize(topic, proposal.gate());
  }

  /** A {@code StreamPartitioner}. */
  static Optional<Set<Integer>> partitions(
      String topic, byte[] key, Proposal proposal, int partitions) {
    return Optional.of(Set.of(proposal.partition()));
  }
}
