package io.tokenmarket.topology.engine;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a partition of the log is handled, kept in the transaction of what came of it.
 *
 * <p>The group's committed offset says the same, but a cluster may lose it: that of an idle group
 * is deleted after {@code offsets.retention.minutes}, and a coordinator that is restarted while it
 * loads can come back with an old one. The log is then read again from further back, by markets
 * that have handled it. Where another log has taken its place, the markets must not go on.
 */
final class HandledLog {
  private static final Logger LOG = LoggerFactory.getLogger(HandledLog.class);

  static final String LAST = "last";

  private final KeyValueStore<String, Handled> store;
  private final LogIdentity log;
  private final int partition;
  private Handled handled;
  private Handled kept;
  private boolean again;

  HandledLog(ProcessorContext<?, ?> context, LogIdentity log) {
    this.log = log;
    partition = context.taskId().partition();
    store = context.getStateStore(TopologyNames.HANDLED_LOG);
    Handled found = store.get(LAST);
    handled = found == null ? Handled.nothing(log.id()) : found;
    kept = handled;
    log.requireSame(partition, handled);
  }

  /** The last position handled, -1 for none. */
  long position() {
    return handled.position();
  }

  /** The last position read, -1 for none. */
  long taken() {
    return handled.taken();
  }

  /** Whether some of what came of the entry at this position is still to be published. */
  boolean isPublishing(long at) {
    return at == handled.position() && handled.published() != Handled.ALL;
  }

  /** How many events of the entry at the last position handled are published. */
  int published() {
    return Math.toIntExact(handled.published());
  }

  /**
   * Whether the entry at this position is new; from now on it is not.
   *
   * @param time at which it was appended
   * @throws OtherLogException where this log is not the one that was handled
   */
  boolean take(long at, long time) {
    if (at <= handled.taken()) {
      passOver(at, time);
      return false;
    }
    again = false;
    handled = handled.withTaken(at, time, log.id());
    log.handled(partition, at);
    return true;
  }

  /**
   * The entry was handled.
   *
   * @param published how many of its events are published
   */
  void handled(long at, long published) {
    handled = handled.with(at, published);
  }

  /** Keeps what is new with whatever is committed next; where nothing is, nothing is written. */
  void keep() {
    if (handled != kept) {
      store.put(LAST, handled);
      kept = handled;
    }
  }

  private void passOver(long at, long time) {
    if (!handled.mayBe(at, time)) {
      throw log.changed(partition, handled.position(), at);
    }
    if (!again) {
      LOG.info("{} is read again from {} on, up to {}", log, at, handled.taken());
    }
    again = true;
  }
}
