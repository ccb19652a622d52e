package io.tokenmarket.rest.door;

import java.util.Set;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has requests answered by other threads than those that read and write, caller after caller; a few
 * paths by threads of their own, so that they are answered whatever else is asked.
 */
final class Workers extends Handler.Wrapper {
  private final FairTurns turns;
  private final Set<String> urgent;
  private final Executor urgently;

  /**
   * @param urgent paths that do not wait for turns
   */
  Workers(FairTurns turns, Set<String> urgent, Executor urgently) {
    this.turns = turns;
    this.urgent = urgent;
    this.urgently = urgently;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Runnable answering = () -> answer(request, response, callback);
    if (urgent.contains(request.getHttpURI().getCanonicalPath())) {
      urgently.execute(answering);
    } else {
      turns.execute(String.valueOf(request.getAttribute(Connections.CALLER)), answering);
    }
    return true;
  }

  private void answer(Request request, Response response, Callback callback) {
    boolean ended = false;
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
      ended = true;
    } catch (Exception failed) {
      ended = true;
      Response.writeError(request, response, callback, failed);
    } finally {
      if (!ended) {
        callback.failed(new IllegalStateException("an Error stopped the answer"));
      }
    }
  }
}
