package io.tokenmarket.rest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
  private final Queue<Runnable> thread = new ArrayDeque<>();
  private final FairTurns turns = new FairTurns(thread::add);
  private final List<String> done = new ArrayList<>();

  private void ask(String owner, int count) {
    for (int n = 0; n < count; n++) {
      String task = owner + n;
      turns.execute(owner, () -> done.add(task));
    }
  }

  private void work() {
    while (!thread.isEmpty()) {
      thread.remove().run();
    }
  }

  @Test
  void whoComesLateWaitsForOneTaskOfEachOther() {
    ask("flood", 100);
    ask("other", 2);
    work();
    assertThat(done).hasSize(102).startsWith("flood0", "other0", "flood1", "other1", "flood2");
  }

  @Test
  void whatOneOwnerAsksIsDoneInItsOrder() {
    ask("a", 5);
    work();
    ask("a", 1);
    work();
    assertThat(done).containsExactly("a0", "a1", "a2", "a3", "a4", "a0");
  }
}
