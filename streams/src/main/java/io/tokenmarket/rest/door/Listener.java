package io.tokenmarket.rest.door;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Takes connections; how long each may be quiet is for {@link Connections} to say. */
final class Listener extends ServerConnector {
  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 1;

  private final Connections connections;

  Listener(Server server, Connections connections, ConnectionFactory... factories) {
    super(server, ACCEPTORS, SELECTORS, factories);
    this.connections = connections;
    addBean(connections.asListener());
    setIdleTimeout(0);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
    SocketChannelEndPoint endPoint = super.newEndPoint(channel, selector, key);
    connections.opened(channel, endPoint);
    return endPoint;
  }
}
