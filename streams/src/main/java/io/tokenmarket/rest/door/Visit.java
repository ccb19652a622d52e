package io.tokenmarket.rest.door;

import java.nio.channels.SelectableChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IO;

/** A connection, and how long it has not asked for anything. */
final class Visit {
  private static final int NOTHING_YET = -1;

  private final SelectableChannel channel;
  private final String address;
  private EndPoint endPoint;
  private boolean asking;
  private long since = System.nanoTime();
  private long bytesBefore = NOTHING_YET;
  private boolean begun = true;

  /**
   * @param address whose it is
   */
  Visit(SelectableChannel channel, String address) {
    this.channel = channel;
    this.address = address;
  }

  String address() {
    return address;
  }

  synchronized void opened(EndPoint at) {
    endPoint = at;
  }

  /** A request has come, to the end of its header. */
  synchronized void asks() {
    asking = true;
  }

  /** Its answer is given; the next one may come. */
  synchronized void waits() {
    asking = false;
    begun = false;
    since = System.nanoTime();
    bytesBefore = bytes();
  }

  synchronized boolean isAsking() {
    return asking;
  }

  synchronized long since() {
    return since;
  }

  /**
   * Whether it has waited for too long; to be asked now and then.
   *
   * @param request nanoseconds a request may take to come once it has begun
   * @param idle nanoseconds until it must have begun
   */
  synchronized boolean isLate(long now, long request, long idle) {
    if (!asking && !begun && bytes() > bytesBefore) {
      begun = true;
      since = now;
    }
    return !asking && now - since > (begun ? request : idle);
  }

  synchronized void end() {
    if (endPoint == null) {
      IO.close(channel);
    } else {
      endPoint.close();
    }
  }

  private long bytes() {
    return endPoint == null || endPoint.getConnection() == null
        ? NOTHING_YET
        : endPoint.getConnection().getBytesIn();
  }
}
