package io.tokenmarket.rest.door;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Tasks of many owners on the same threads: owner after owner, so that nobody waits for a queue.
 */
final class FairTurns {
  private final Executor threads;
  private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();

  FairTurns(Executor threads) {
    this.threads = threads;
  }

  /**
   * @throws java.util.concurrent.RejectedExecutionException where the threads are no more
   */
  void execute(String owner, Runnable task) {
    synchronized (waiting) {
      waiting.computeIfAbsent(owner, none -> new ArrayDeque<>()).add(task);
    }
    threads.execute(() -> next().run());
  }

  /** There is one for each thread that asks. */
  private Runnable next() {
    synchronized (waiting) {
      Iterator<Map.Entry<String, Queue<Runnable>>> turns = waiting.entrySet().iterator();
      Map.Entry<String, Queue<Runnable>> turn = turns.next();
      turns.remove();
      Runnable task = turn.getValue().remove();
      if (!turn.getValue().isEmpty()) {
        waiting.put(turn.getKey(), turn.getValue());
      }
      return task;
    }
  }
}
