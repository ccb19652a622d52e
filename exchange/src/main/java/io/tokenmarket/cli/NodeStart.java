package io.tokenmarket.cli;

import io.tokenmarket.node.Node;
import io.tokenmarket.node.NodeStoppedException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Waits for a node that starts, for as long as that takes: a long history is read for long, and
 * what brokers refuse may pass. Now and then it says what is waited for.
 */
final class NodeStart {
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final int QUIET_TURNS = 10;

  private NodeStart() {}

  /**
   * Whether the node runs, rather than that a stop was asked for.
   *
   * @throws NodeStoppedException where it cannot go on
   */
  static boolean await(Node node, StopSignal stop, Consumer<String> tell)
      throws InterruptedException {
    for (int turn = 1; !stop.requested(); turn++) {
      if (runs(node)) {
        return true;
      }
      if (turn % QUIET_TURNS == 0) {
        node.trouble().ifPresent(trouble -> tell.accept("Not ready yet: " + trouble));
      }
    }
    return false;
  }

  private static boolean runs(Node node) throws InterruptedException {
    try {
      node.check();
      node.awaitRunning(TURN);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (IllegalStateException stopped) {
      node.check();
      throw new NodeStoppedException("The node cannot go on: " + stopped.getMessage());
    }
  }
}
