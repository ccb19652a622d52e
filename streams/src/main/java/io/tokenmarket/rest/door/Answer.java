package io.tokenmarket.rest.door;

import io.tokenmarket.rest.security.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * An answer of which a copy is kept until its client has taken it: for who writes, it is written at
 * once. Where too much of it waits its writer waits, too. A stream of events is not kept: who sends
 * one looks first whether it is taken.
 */
final class Answer extends Response.Wrapper implements Callback {
  private static final String STREAM = "text/event-stream";
  private static final long NANOS = 1_000_000_000L;

  private final Answers answers;
  private final Limits limits;
  private final Callback given;
  private final Sending sending = new Sending();
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private long startedAt;
  private long bytes;
  private long unsent;
  private boolean whole;
  private Throwable failure;

  /**
   * @param waiting who waits until it is sent, or {@link Callback#NOOP}
   */
  private record Piece(boolean last, ByteBuffer content, int size, Callback waiting) {}

  /**
   * @param given called once the client has taken it whole
   */
  Answer(Answers answers, Limits limits, Request request, Response response, Callback given) {
    super(request, response);
    this.answers = answers;
    this.limits = limits;
    this.given = given;
  }

  @Override
  public void write(boolean last, ByteBuffer content, Callback written) {
    if (isStream()) {
      getWrapped().write(last, content, written);
      return;
    }
    Piece piece = piece(last, copy(content), written);
    Throwable failed = keep(piece);
    if (failed != null) {
      written.failed(failed);
      return;
    }
    sending.iterate();
    if (piece.waiting() != written) {
      written.succeeded();
    }
  }

  private boolean isStream() {
    String type = getHeaders().get(HttpHeader.CONTENT_TYPE);
    return type != null && type.startsWith(STREAM);
  }

  private static ByteBuffer copy(ByteBuffer content) {
    if (content == null) {
      return BufferUtil.EMPTY_BUFFER;
    }
    byte[] copy = new byte[content.remaining()];
    content.get(copy);
    return ByteBuffer.wrap(copy);
  }

  private synchronized Piece piece(boolean last, ByteBuffer content, Callback written) {
    int size = content.remaining();
    return new Piece(last, content, size, unsent + size > limits.unsent() ? written : NOOP);
  }

  /** Why it is not kept, null where it is. */
  private Throwable keep(Piece piece) {
    synchronized (this) {
      if (failure != null) {
        return failure;
      }
      startedAt = bytes == 0 ? System.nanoTime() : startedAt;
      bytes += piece.size();
      unsent += piece.size();
      pieces.add(piece);
    }
    answers.keep(this, piece.size());
    return null;
  }

  private synchronized Piece next() throws IOException {
    if (failure != null) {
      throw new EofException(failure);
    }
    return pieces.poll();
  }

  private void forget(Piece piece) {
    synchronized (this) {
      unsent -= piece.size();
    }
    answers.release(piece.size());
  }

  /** It is whole, as far as who gave it is concerned. */
  @Override
  public void succeeded() {
    Throwable failed;
    synchronized (this) {
      whole = true;
      failed = failure;
    }
    if (failed == null) {
      sending.iterate();
    } else {
      given.failed(failed);
    }
  }

  @Override
  public void failed(Throwable why) {
    drop(why);
    given.failed(why);
  }

  @Override
  public InvocationType getInvocationType() {
    return given.getInvocationType();
  }

  synchronized boolean isUnsent() {
    return unsent > 0;
  }

  /** How long ago it was begun, nanoseconds. */
  synchronized long age(long now) {
    return now - startedAt;
  }

  /** Whether it should have been taken by now. */
  synchronized boolean isLate(long now) {
    double seconds = bytes / (double) limits.answerRate();
    return unsent > 0 && now - startedAt > limits.answer().toNanos() + (long) (seconds * NANOS);
  }

  /** Whose it is. */
  String address() {
    return Request.getRemoteAddr(getRequest());
  }

  private synchronized boolean isWhole() {
    return whole;
  }

  void cutOff() {
    drop(new EofException("the answer was taken too slowly"));
    Connections.endPoint(getRequest()).close();
  }

  private void drop(Throwable why) {
    List<Piece> dropped;
    boolean ends;
    synchronized (this) {
      ends = whole && failure == null;
      failure = failure == null ? why : failure;
      dropped = List.copyOf(pieces);
      pieces.clear();
    }
    dropped.forEach(this::forget);
    answers.forget(this);
    dropped.forEach(piece -> piece.waiting().failed(why));
    if (ends) {
      given.failed(why);
    }
  }

  /** Gives the connection one piece after the other; once all are taken and it is whole, ends. */
  private final class Sending extends IteratingCallback {
    private Piece current;

    @Override
    protected Action process() throws IOException {
      current = next();
      if (current != null) {
        getWrapped().write(current.last(), current.content(), this);
        return Action.SCHEDULED;
      }
      return isWhole() ? Action.SUCCEEDED : Action.IDLE;
    }

    @Override
    protected void onSuccess() {
      taken().waiting().succeeded();
    }

    private Piece taken() {
      Piece taken = current;
      current = null;
      forget(taken);
      return taken;
    }

    @Override
    protected void onCompleteSuccess() {
      answers.forget(Answer.this);
      given.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      if (current != null) {
        taken().waiting().failed(cause);
      }
      drop(cause);
    }
  }
}
