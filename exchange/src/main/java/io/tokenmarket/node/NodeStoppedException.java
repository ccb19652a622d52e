package io.tokenmarket.node;

/** A node that ran cannot go on; the message is one sentence that says why, and what to do. */
public final class NodeStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NodeStoppedException(String sentence) {
    super(sentence);
  }
}
