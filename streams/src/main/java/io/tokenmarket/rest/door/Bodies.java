package io.tokenmarket.rest.door;

import io.tokenmarket.rest.security.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Has a body read before anything is done with its request, so that no thread waits for it. One
 * that is not there in time is answered with 408. Of one that is too large so much is read that
 * whoever wants it sees that.
 */
final class Bodies extends Handler.Wrapper {
  private final Limits limits;

  Bodies(Limits limits) {
    this.limits = limits;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!hasBody(request) || request.getLength() > limits.bodyBytes()) {
      return super.handle(request, response, callback);
    }
    new Loading(request, response, callback).run();
    return true;
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** Copies what comes: a chunk of one byte would keep the whole buffer it came in. */
  private final class Loading implements Invocable.Task {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Scheduler.Task deadline;

    Loading(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.deadline = later(this::late);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    @Override
    public void run() {
      Content.Chunk chunk = request.read();
      while (chunk != null && !isEnd(chunk)) {
        copy(chunk);
        chunk = request.read();
      }
      if (chunk == null) {
        request.demand(this);
      } else {
        copy(chunk);
        done(chunk);
      }
    }

    private boolean isEnd(Content.Chunk chunk) {
      return chunk.isLast() || bytes.size() + chunk.remaining() > limits.bodyBytes();
    }

    private void copy(Content.Chunk chunk) {
      byte[] copied = new byte[chunk.remaining()];
      chunk.getByteBuffer().get(copied);
      bytes.writeBytes(copied);
      chunk.release();
    }

    private void done(Content.Chunk end) {
      deadline.cancel();
      if (decided.getAndSet(true)) {
        callback.failed(new TimeoutException("the body came too late"));
        return;
      }
      try {
        if (!next(new Read(request, bytes.toByteArray(), end))) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Exception failed) {
        Response.writeError(request, response, callback, failed);
      }
    }

    private boolean next(Request read) throws Exception {
      return Bodies.super.handle(read, response, callback);
    }

    /**
     * Closing the connection ends the reading, too. It is closed in any case: the answer may not
     * get through while the body is being read.
     */
    private void late() {
      if (!decided.getAndSet(true)) {
        EndPoint connection = Connections.endPoint(request);
        later(connection::close);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Callback end = Callback.from(connection::close);
        Response.writeError(request, response, end, HttpStatus.REQUEST_TIMEOUT_408);
      }
    }

    private Scheduler.Task later(Runnable task) {
      Scheduler scheduler = request.getComponents().getScheduler();
      return scheduler.schedule(task, limits.request().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** A request whose body has been read, to its end or as far as was wanted. */
  private static final class Read extends Request.Wrapper {
    private final Deque<Content.Chunk> chunks = new ArrayDeque<>();

    Read(Request request, byte[] body, Content.Chunk end) {
      super(request);
      boolean whole = end.isLast() && !Content.Chunk.isFailure(end);
      chunks.add(Content.Chunk.from(ByteBuffer.wrap(body), whole));
      if (Content.Chunk.isFailure(end)) {
        chunks.add(end);
      }
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk next = chunks.poll();
      return next == null ? super.read() : next;
    }
  }
}
