package io.tokenmarket.rest.door;

import io.tokenmarket.rest.security.Limits;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps answers until they are taken, so that who gives them waits for nobody. Who takes theirs too
 * slowly is cut off; so are those who have taken longest, where too much is kept.
 */
final class Answers extends Handler.Wrapper {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final Limits limits;
  private final Set<Answer> kept = ConcurrentHashMap.newKeySet();
  private final AtomicLong unsent = new AtomicLong();
  private final OncePerMinute complaint = new OncePerMinute();

  Answers(Limits limits) {
    this.limits = limits;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Answer answer = new Answer(this, limits, request, response, callback);
    return super.handle(request, answer, answer);
  }

  /** So many bytes more wait for their client. */
  void keep(Answer answer, long bytes) {
    kept.add(answer);
    if (unsent.addAndGet(bytes) > limits.unsentOfAll()) {
      relieve();
    }
  }

  private synchronized void relieve() {
    Optional<Answer> oldest = oldest();
    while (unsent.get() > limits.unsentOfAll() && oldest.isPresent()) {
      cutOff(oldest.get());
      oldest = oldest();
    }
  }

  private Optional<Answer> oldest() {
    long now = System.nanoTime();
    return kept.stream()
        .filter(Answer::isUnsent)
        .max(Comparator.comparingLong(answer -> answer.age(now)));
  }

  /** So many bytes wait no longer. */
  void release(long bytes) {
    unsent.addAndGet(-bytes);
  }

  /** Nothing of it waits any longer. */
  void forget(Answer answer) {
    kept.remove(answer);
  }

  /** How many bytes wait. */
  long unsent() {
    return unsent.get();
  }

  /** Cuts off who is too slow; to be called now and then. */
  void check() {
    long now = System.nanoTime();
    kept.stream().filter(answer -> answer.isLate(now)).forEach(this::cutOff);
  }

  private void cutOff(Answer answer) {
    complaint.say(() -> LOG.warn("{} and maybe others take answers too slowly", answer.address()));
    answer.cutOff();
  }
}
