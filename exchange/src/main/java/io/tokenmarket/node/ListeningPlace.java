package io.tokenmarket.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Where something is to listen. */
public final class ListeningPlace {
  private ListeningPlace() {}

  /**
   * To be asked first: a start that takes seconds only to fail at its end is no answer.
   *
   * @param port 0 for any that is free
   * @param option by which the port is chosen
   * @throws UsageException where nobody can listen there now
   */
  public static void requireFree(String host, int port, String option) {
    if (port < 0 || port > 65_535) {
      throw new UsageException(
          "There is no port %s; choose 1 to 65535 with %s, 0 for any that is free."
              .formatted(port, option));
    }
    if (!isFree(host, port)) {
      throw new UsageException(
          isFree(host, 0)
              ? "Port %s is taken; choose another with %s, 0 for any that is free."
                  .formatted(port, option)
              : "%s is no address of this machine; choose another with --host.".formatted(host));
    }
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
