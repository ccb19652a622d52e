package io.tokenmarket.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that are free now and stay so while their server is down. They lie below those the system
 * gives to outgoing connections: a client that keeps dialling a port nobody listens on would
 * otherwise be given that very port one day and reach itself.
 */
final class FreePorts {
  private static final int LOWEST = 15_000;
  private static final int END = 32_000;

  private final Set<Integer> taken = new HashSet<>();

  int next() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
      if (taken.add(port) && isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException inUse) {
      return false;
    }
  }
}
