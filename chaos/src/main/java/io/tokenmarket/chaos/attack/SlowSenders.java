package io.tokenmarket.chaos.attack;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connections on which a request begins and then goes on by one byte now and then. */
public final class SlowSenders implements AutoCloseable {
  private final Crowd crowd;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param beginning of the request, as far as it is sent at once
   * @param pause between one byte and the next
   */
  public SlowSenders(int port, int count, String beginning, Duration pause) {
    crowd = new Crowd(port, count);
    crowd.send(beginning);
    long nanos = pause.toNanos();
    clock.scheduleWithFixedDelay(() -> crowd.send("x"), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * A command of which the body never ends.
   *
   * @param key of the participant, null for none
   */
  public static SlowSenders ofABody(int port, int count, String path, String key, Duration pause) {
    String beginning =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Idempotency-Key: slow\r\nContent-Length: 60000\r\n"
            + (key == null ? "" : "Authorization: Bearer " + key + "\r\n")
            + "\r\n{";
    return new SlowSenders(port, count, beginning, pause);
  }

  /** A request of which the header never ends. */
  public static SlowSenders ofAHeader(int port, int count, Duration pause) {
    return new SlowSenders(
        port, count, "GET /v1/markets HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", pause);
  }

  /** How many may still send. */
  public int left() {
    return crowd.sockets().size();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    crowd.close();
  }
}
