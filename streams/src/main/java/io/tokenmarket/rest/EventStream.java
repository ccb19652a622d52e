package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to one client. Nothing is buffered for it: it is given what its source has
 * behind the last event it took, as fast as it takes them, and cut off where it takes nothing for
 * too long.
 */
final class EventStream implements WriteListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
  private static final byte[] STILL_HERE = ":\n\n".getBytes(UTF_8);
  private static final int CHUNK = 50;

  /** An event as it is sent. */
  record Frame(long id, byte[] bytes) {}

  /** What a stream is made of. */
  interface Source {
    /**
     * The first events behind this one.
     *
     * @param limit at most so many
     */
    List<Frame> after(long id, int limit);
  }

  private final HttpServletRequest request;
  private final ServletOutputStream output;
  private final Source source;
  private final BooleanSupplier permitted;
  private final Executor turns;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final Deque<Frame> next = new ArrayDeque<>();
  private long last;
  private boolean written = true;
  private long movedAt = System.nanoTime();

  /**
   * @param last id of the last event the client has seen
   * @param permitted whether the client may still have what comes
   * @param turns does what is to be done for this stream, and something for others in between
   */
  EventStream(
      HttpServletRequest request,
      ServletOutputStream output,
      Source source,
      long last,
      BooleanSupplier permitted,
      Executor turns) {
    this.request = request;
    this.output = output;
    this.source = source;
    this.last = last;
    this.permitted = permitted;
    this.turns = turns;
  }

  /** Done once the client is gone or cut off. */
  CompletableFuture<Void> closed() {
    return closed;
  }

  @Override
  public void onWritePossible() {
    wake();
  }

  @Override
  public void onError(Throwable gone) {
    close();
  }

  /** There may be something to send; returns at once. */
  void wake() {
    try {
      if (!waiting.getAndSet(true)) {
        turns.execute(this::send);
      }
    } catch (RejectedExecutionException closed) {
      close();
    }
  }

  /** Sends what there is, as far as the client takes it; where that is much, goes on later. */
  private synchronized void send() {
    waiting.set(false);
    try {
      for (int n = 0; n < CHUNK && !closed.isDone() && output.isReady(); n++) {
        movedAt = next.isEmpty() && !written ? movedAt : System.nanoTime();
        if (!sendNext()) {
          return;
        }
      }
      if (!closed.isDone() && output.isReady()) {
        wake();
      }
    } catch (IOException | RuntimeException failed) {
      LOG.debug("A stream ends", failed);
      close();
    }
  }

  /** False where there is nothing to send. */
  private boolean sendNext() throws IOException {
    if (next.isEmpty()) {
      next.addAll(source.after(last, CHUNK));
    }
    Frame frame = next.poll();
    if (frame != null) {
      last = frame.id();
      output.write(frame.bytes());
      written = true;
    } else if (written) {
      written = false;
      output.flush();
    } else {
      return false;
    }
    return true;
  }

  /**
   * Called now and then: cuts off who takes nothing or may no longer have it, and shows a quiet
   * client that we are here.
   */
  synchronized void check(Duration slowest) {
    if (!permitted.getAsBoolean()) {
      LOG.info("A stream ends: its key does not hold any more");
      close();
      return;
    }
    long since = System.nanoTime() - movedAt;
    try {
      if (!closed.isDone() && !output.isReady()) {
        if (since > slowest.toNanos()) {
          LOG.info("A stream is cut off: its client has taken nothing for {}", slowest);
          cutOff();
        }
      } else if (!closed.isDone() && since > QUIET_NANOS) {
        output.write(STILL_HERE);
        written = true;
        wake();
      }
    } catch (IOException | RuntimeException failed) {
      close();
    }
  }

  private void cutOff() {
    ServletContextRequest.getServletContextRequest(request)
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
    close();
  }

  /** Ends the answer. */
  void close() {
    closed.complete(null);
  }
}
