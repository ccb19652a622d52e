package io.tokenmarket.chaos.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Streams of events, as many as are given. */
public final class StreamFlood implements AutoCloseable {
  private final Crowd crowd;
  private final int opened;

  /**
   * Asks for so many and waits for each answer.
   *
   * @param path of the stream
   */
  public StreamFlood(int port, int count, String path) {
    crowd = new Crowd(port, count);
    crowd.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    opened = (int) crowd.sockets().stream().filter(StreamFlood::isOpened).count();
  }

  private static boolean isOpened(Socket socket) {
    try {
      String status =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return status != null && status.contains(" 200");
    } catch (IOException cutOff) {
      return false;
    }
  }

  /** How many were given. */
  public int opened() {
    return opened;
  }

  @Override
  public void close() {
    crowd.close();
  }
}
