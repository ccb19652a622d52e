package io.tokenmarket.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwnThreadsTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final DeadThreads.Listening listening = DeadThreads.listen(heard::add);

  @AfterEach
  void stopListening() {
    listening.close();
  }

  @Test
  void aThreadThatDiesIsHeardOf() throws Exception {
    OwnThreads.of("worker", OwnThreadsTest::outOfMemory).start();
    assertHeardOf("worker");
  }

  @Test
  void aTaskThatThrowsIsHeardOf() throws Exception {
    ExecutorService executor = OwnThreads.executor("tasks");
    executor.execute(OwnThreadsTest::outOfMemory);
    assertHeardOf("tasks");
    executor.shutdown();
  }

  @Test
  void aTaskThatIsDoneAgainAndAgainIsHeardOfWhenItThrows() throws Exception {
    ScheduledExecutorService executor = OwnThreads.scheduler("periodic");
    executor.scheduleAtFixedRate(OwnThreadsTest::outOfMemory, 0, 1, TimeUnit.MILLISECONDS);
    assertHeardOf("periodic");
    executor.shutdown();
  }

  @Test
  void whatEndsAsItShouldIsNotHeardOf() throws Exception {
    ScheduledExecutorService executor = OwnThreads.scheduler("tasks");
    executor.scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.HOURS);
    executor.submit(() -> {}).get();
    executor.shutdownNow();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    Thread thread = OwnThreads.of("worker", () -> {});
    thread.start();
    thread.join();
    assertThat(heard).isEmpty();
  }

  @Test
  void aTaskWhoseResultIsLookedAtByNobodyIsHeardOf() throws Exception {
    ExecutorService executor = OwnThreads.executor("tasks");
    executor.submit(OwnThreadsTest::outOfMemory);
    assertHeardOf("tasks");
    executor.shutdown();
  }

  private void assertHeardOf(String name) throws InterruptedException {
    assertThat(heard.poll(30, TimeUnit.SECONDS))
        .startsWith("Thread " + name + " ended by java.lang.OutOfMemoryError: injected");
  }

  private static void outOfMemory() {
    throw new OutOfMemoryError("injected");
  }
}
