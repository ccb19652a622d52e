package io.tokenmarket.chaos;

import java.util.List;
import java.util.Locale;

/** What is done to a cluster. */
public enum Fault {
  /** SIGKILL of one node, which is started again. */
  NODE_KILLED(1),
  /** SIGKILL of all nodes at once. */
  NODES_KILLED(2),
  /** SIGKILL of a broker. */
  BROKER_KILLED(1),
  /** A broker stops cleanly and comes back. */
  BROKER_RESTARTED(0),
  /** SIGSTOP of a node for longer than its session, then SIGCONT: it does not know it is dead. */
  NODE_PAUSED(0),
  /** SIGSTOP of a broker for some seconds. */
  BROKER_PAUSED(0),
  /** A node leaves and returns: partitions move twice. */
  REBALANCE(0),
  /** Bytes that are no commands, on every topic that takes commands. */
  GARBAGE(0),
  /** SIGKILL of the registry; it stays away for some seconds. */
  REGISTRY_DOWN(0),
  /** A node's clock is an hour ahead for some seconds. */
  CLOCK_AHEAD(0),
  /** A node's clock is an hour behind for some seconds. */
  CLOCK_BEHIND(0),
  /** Bytes that are no records, on every topic that only the exchange writes to. */
  POISON(0),
  /** The broker comes back without the end of a log; the nodes refuse it until it is put right. */
  LOG_SHORTER(1),
  /** The registry comes back with other ids; a node refuses them until it is put right. */
  REGISTRY_REBUILT(1),
  /** The brokers let the nodes do nothing for some seconds. */
  CREDENTIALS_ROTATED(0),
  /** 25,000 demands to markets that nobody has defined. */
  NAMES_FLOODED(0),
  /** SIGKILL of a node while it publishes a gate of very many orders, between two transactions. */
  GATE_KILLED(1),
  /** Connections that read nothing, send a byte now and then, or hold a stream. */
  REST_HELD(0);

  /** Dealt from these, so a node dies more often than all of them. */
  static final List<Fault> KILLS = List.of(NODE_KILLED, NODE_KILLED, BROKER_KILLED, NODES_KILLED);

  static final List<Fault> OTHERS =
      List.of(
          NODE_PAUSED,
          GARBAGE,
          REBALANCE,
          REGISTRY_DOWN,
          BROKER_RESTARTED,
          BROKER_PAUSED,
          CLOCK_AHEAD,
          CLOCK_BEHIND,
          POISON,
          LOG_SHORTER,
          REGISTRY_REBUILT,
          CREDENTIALS_ROTATED,
          NAMES_FLOODED,
          GATE_KILLED,
          REST_HELD);

  private final int kills;

  Fault(int kills) {
    this.kills = kills;
  }

  /** How many nodes or brokers are killed by it. */
  int kills() {
    return kills;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
