package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.SchemaIds;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps which schema each id means that the log of a partition and the state made from it were
 * written with: {@link SchemaIds} compares it with the registry at the next start.
 */
final class SchemaNotes {
  private final KeyValueStore<String, String> store;
  private final CommandReader reader;
  private final Map<Integer, String> own;
  private final Set<Integer> noted = new HashSet<>();

  /**
   * @param reader of the log's entries
   * @param own what the engine itself writes with
   */
  SchemaNotes(ProcessorContext<?, ?> context, CommandReader reader, Map<Integer, String> own) {
    this.store = context.getStateStore(TopologyNames.SCHEMA_IDS);
    this.reader = reader;
    this.own = own;
  }

  /** An entry of the log was read that has these bytes. */
  void note(byte[] entry) throws UndecodableException {
    int id = RecordReader.schemaId(entry);
    if (noted.isEmpty()) {
      own.forEach(this::note);
    }
    if (!noted.contains(id)) {
      note(id, reader.schema(id));
    }
  }

  private void note(int id, String schema) {
    store.putIfAbsent(Integer.toString(id), schema);
    noted.add(id);
  }
}
