package io.tokenmarket.chaos;

import io.tokenmarket.sandbox.registry.RegistryServer;
import java.nio.file.Path;

/** The schema registry as a program of its own. */
public final class RegistryProgram {
  private RegistryProgram() {}

  /**
   * @param args the registry's file and its port
   */
  public static void main(String[] args) {
    RegistryServer registry = RegistryServer.start(Path.of(args[0]), Integer.parseInt(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "registry-stop"));
    System.out.println(Server.READY);
  }
}
