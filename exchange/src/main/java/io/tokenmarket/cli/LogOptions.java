package io.tokenmarket.cli;

import io.tokenmarket.node.Node;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.ExportedLog;
import io.tokenmarket.replay.LogSource;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose log a command reads. */
final class LogOptions {
  @ArgGroup(exclusive = false)
  private ClusterOptions cluster;

  @Option(names = "--log", paramLabel = "DIR", description = "A log that was exported to DIR.")
  private Path dir;

  /** The record as of now. */
  LogSource open() throws InterruptedException {
    Node.requireAlgorithms();
    if (dir != null) {
      return ExportedLog.open(dir);
    }
    cluster.connect().close();
    return ClusterLog.open(cluster.settings());
  }
}
