package io.tokenmarket.chaos.attack;

/** Connections on which nothing is asked, or nothing any more. */
public final class Idlers implements AutoCloseable {
  private final Crowd crowd;

  /**
   * @param request sent once by each, {@code ""} for none
   */
  public Idlers(int port, int count, String request) {
    crowd = new Crowd(port, count);
    crowd.send(request);
  }

  @Override
  public void close() {
    crowd.close();
  }
}
