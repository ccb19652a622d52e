package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Is told what the engine does, on the engine's threads and before it is committed: what a
 * transaction that aborts took away is told again. It decides nothing and must not throw.
 */
public interface EngineObserver {
  EngineObserver NONE = new EngineObserver() {};

  /** Intake refused a command. */
  default void refused(OrderRejected answer) {}

  /** A record was no command and goes to the dead letters. */
  default void setAside(UndecodableException.Cause cause) {}

  /**
   * A market handled an entry of its log.
   *
   * @param events what came of it, in the order they are published
   * @param took how long the state machine took for it
   */
  default void handled(SpecificRecord entry, List<SpecificRecord> events, Duration took) {}
}
