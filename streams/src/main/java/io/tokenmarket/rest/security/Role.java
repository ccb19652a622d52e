package io.tokenmarket.rest.security;

/** Whom a key is given to. Whoever has none is of the public. */
public enum Role {
  /** Sees and acts for one participant. */
  PARTICIPANT,
  /** Runs the exchange: sees all, and does to a market what its operator may. */
  OPERATOR,
  /** Watches the node, and does nothing: for Prometheus and its like. */
  MONITOR
}
