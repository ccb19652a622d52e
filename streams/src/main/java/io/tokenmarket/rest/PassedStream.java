package io.tokenmarket.rest;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A stream of events that another node sends, for a client of this one. More is taken from there
 * once the client has taken what there is, so the other node sees how slow its client is.
 */
final class PassedStream implements Flow.Subscriber<List<ByteBuffer>>, WriteListener {
  private final ServletOutputStream output;
  private final Deque<ByteBuffer> next = new ArrayDeque<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private Flow.Subscription source;
  private boolean asked = true;
  private boolean ended;
  private boolean written = true;

  private PassedStream(ServletOutputStream output) {
    this.output = output;
  }

  /** A stream to the client of a request. */
  static PassedStream to(Context context) {
    try {
      return new PassedStream(context.res().getOutputStream());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Done once either end is gone. */
  CompletableFuture<Void> closed() {
    return closed;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source = subscription;
    output.setWriteListener(this);
    source.request(1);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    next.addAll(buffers);
    asked = false;
    send();
  }

  @Override
  public void onWritePossible() {
    send();
  }

  /** As much as the client takes. */
  private synchronized void send() {
    try {
      while (!closed.isDone() && output.isReady()) {
        if (!sendNext()) {
          return;
        }
      }
    } catch (IOException | RuntimeException gone) {
      close();
    }
  }

  /** False where there is nothing to send. */
  private boolean sendNext() throws IOException {
    ByteBuffer buffer = next.poll();
    if (buffer != null) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      output.write(bytes);
      written = true;
    } else if (written) {
      written = false;
      output.flush();
    } else if (ended) {
      close();
    } else {
      if (!asked) {
        asked = true;
        source.request(1);
      }
      return false;
    }
    return true;
  }

  @Override
  public void onError(Throwable gone) {
    onComplete();
  }

  /** The client has what came before, and comes again. */
  @Override
  public synchronized void onComplete() {
    ended = true;
    send();
  }

  /** Ends the answer. */
  void close() {
    if (source != null) {
      source.cancel();
    }
    closed.complete(null);
  }
}
