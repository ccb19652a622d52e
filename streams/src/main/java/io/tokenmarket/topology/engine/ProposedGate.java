package io.tokenmarket.topology.engine;

import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A gate, or the phase before one, on its way into the log, to the very partition whose owner
 * proposes it; a market stays where its history is, whatever a hash of its name says.
 */
record ProposedGate(SpecificRecord entry, int partition) {

  static Serializer<ProposedGate> serializer(Serializer<SpecificRecord> entries) {
    return (topic, proposal) -> entries.serialize(topic, proposal.entry());
  }

  /** A {@code StreamPartitioner}. */
  static Optional<Set<Integer>> partitions(
      String topic, byte[] key, ProposedGate proposal, int partitions) {
    return Optional.of(Set.of(proposal.partition()));
  }
}
