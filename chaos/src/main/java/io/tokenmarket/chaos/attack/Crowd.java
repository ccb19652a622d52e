package io.tokenmarket.chaos.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Connections to a node on this machine, held by somebody who means no good. */
final class Crowd implements AutoCloseable {
  private static final int SMALL_BUFFER = 4_096;

  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * Opens so many; those that are refused are left out.
   *
   * @param port the node's
   */
  Crowd(int port, int count) {
    for (int n = 0; n < count; n++) {
      open(port);
    }
  }

  private void open(int port) {
    Socket socket = new Socket();
    try {
      socket.setReceiveBufferSize(SMALL_BUFFER);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      sockets.add(socket);
    } catch (IOException refused) {
      close(socket);
    }
  }

  List<Socket> sockets() {
    return sockets;
  }

  /** Everyone sends this; who cannot any more is left out from here on. */
  void send(String text) {
    sockets.removeIf(socket -> !send(socket, text));
  }

  private static boolean send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      return true;
    } catch (IOException cutOff) {
      close(socket);
      return false;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sockets.forEach(Crowd::close);
    sockets.clear();
  }
}
