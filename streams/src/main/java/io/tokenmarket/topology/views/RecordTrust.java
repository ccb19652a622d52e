package io.tokenmarket.topology.views;

/** What the node's own books say of a record that is on a topic of the history. */
public enum RecordTrust {
  /** They compute the same from the log. */
  COMPUTED,

  /** They do not know any more what its cause gave, or it has none in the log. */
  UNKNOWN,

  /** They compute no such thing: the exchange did not publish it. */
  FORGED
}
