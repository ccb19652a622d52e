package io.tokenmarket.chaos.attack;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connections that ask for a page again and again and read nothing of it, or next to nothing. */
public final class SlowReaders implements AutoCloseable {
  private static final int REQUESTS = 500;
  private static final int TAKEN = 100;

  private final Crowd crowd;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param path of a large page; so many of it are asked for that no buffer between takes them
   */
  public SlowReaders(int port, int count, String path) {
    crowd = new Crowd(port, count);
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    crowd.send(request.repeat(REQUESTS));
  }

  /** From now on each takes a few bytes now and then, so that none is ever quite still. */
  public SlowReaders sipping(Duration pause) {
    long nanos = pause.toNanos();
    clock.scheduleWithFixedDelay(
        () -> crowd.sockets().removeIf(socket -> !sip(socket)), nanos, nanos, TimeUnit.NANOSECONDS);
    return this;
  }

  private static boolean sip(Socket socket) {
    try {
      return socket.getInputStream().read(new byte[TAKEN]) >= 0;
    } catch (IOException cutOff) {
      return false;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    crowd.close();
  }
}
