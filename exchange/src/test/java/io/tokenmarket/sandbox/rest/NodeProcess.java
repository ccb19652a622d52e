package io.tokenmarket.sandbox.rest;

import io.tokenmarket.rest.RestServer;
import io.tokenmarket.topology.views.Views;
import io.tokenmarket.topology.views.ViewsConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Views and REST in a process of their own, so that it can be killed. */
final class NodeProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private NodeProcess() {}

  /** Starts it. */
  static Process start(Map<String, Object> settings, String stateDir) throws IOException {
    return start(settings, stateDir, Map.of());
  }

  /**
   * The same.
   *
   * @param further settings of the views
   */
  static Process start(Map<String, Object> settings, String stateDir, Map<String, ?> further)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                settings.get("bootstrap.servers").toString(),
                settings.get("schema.registry.url").toString(),
                stateDir));
    further.forEach((name, value) -> command.add(name + "=" + value));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The port it answers on, once it does. */
  static int port(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new AssertionError("the node has ended");
    }
    return Integer.parseInt(line.substring("port ".length()));
  }

  /** An application of its own, as every node's views are. */
  static Map<String, Object> settings(Map<String, Object> cluster, String stateDir) {
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put("state.dir", stateDir);
    settings.put("application.id", "views-" + Path.of(stateDir).getFileName());
    return settings;
  }

  public static void main(String[] args) throws Exception {
    Map<String, Object> cluster =
        Map.of("bootstrap.servers", args[0], "schema.registry.url", args[1]);
    Map<String, Object> settings = settings(cluster, args[2]);
    for (String further : List.of(args).subList(3, args.length)) {
      String[] setting = further.split("=", 2);
      settings.put(setting[0], setting[1]);
    }
    String at = settings.getOrDefault(ViewsConfig.SHARED_AT, ":0").toString();
    Views views = Views.start(settings);
    RestServer server =
        RestServer.start(views, "127.0.0.1", Integer.parseInt(at.substring(at.indexOf(':') + 1)));
    views.awaitRunning(PATIENCE);
    System.out.println("port " + server.port());
  }
}
