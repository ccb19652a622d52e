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
  REGISTRY_DOWN(0);

  /** Dealt from these, so a node dies more often than all of them. */
  static final List<Fault> KILLS = List.of(NODE_KILLED, NODE_KILLED, BROKER_KILLED, NODES_KILLED);

  static final List<Fault> OTHERS =
      List.of(NODE_PAUSED, GARBAGE, REBALANCE, REGISTRY_DOWN, BROKER_RESTARTED, BROKER_PAUSED);

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
