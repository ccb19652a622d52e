package io.tokenmarket.rest;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;

import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.nio.file.Path;

/** Market north, with an offer, a demand and an auction, behind a server that takes commands. */
final class WiredMarket implements AutoCloseable {
  final LiveCommands commands;
  final Wire wire;
  private final ViewsDriver views;
  private final RestServer server;

  WiredMarket(Path directory) {
    views = ViewsDriver.inMemory(directory);
    LiveMarket north = new LiveMarket(views, "north");
    north.send(north.offer("oslo-1", "oslo", DOLLAR, 60));
    north.send(north.demand("chat-1", "chat", 100_000, 3 * DOLLAR, 60));
    north.close(0);
    commands = new LiveCommands(views, north);
    server = RestServer.of(views).commands(commands).start("localhost", 0);
    wire = new Wire(server);
  }

  @Override
  public void close() {
    server.close();
    views.close();
  }
}
