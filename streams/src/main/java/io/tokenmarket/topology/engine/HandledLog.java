package io.tokenmarket.topology.engine;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far a partition of the log is handled, kept in the transaction of what came of it.
 *
 * <p>The group's committed offset says the same, but a cluster may lose it: that of an idle group
 * is deleted after {@code offsets.retention.minutes}, and a coordinator that is restarted while it
 * loads can come back with an old one. The log is then read again from further back, by markets
 * that have handled it.
 */
final class HandledLog {
  private static final String LAST = "last";

  private final KeyValueStore<String, Long> store;
  private long last;

  HandledLog(ProcessorContext<?, ?> context) {
    store = context.getStateStore(Nodes.HANDLED_LOG);
    Long kept = store.get(LAST);
    last = kept == null ? -1 : kept;
  }

  /** Whether the entry at this position is new; from now on it is not. */
  boolean advance(long position) {
    if (position <= last) {
      return false;
    }
    last = position;
    store.put(LAST, position);
    return true;
  }
}
