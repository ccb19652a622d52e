package io.tokenmarket.cli;

import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.LogExport;
import io.tokenmarket.replay.LogSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code log}: the record of an exchange as files. */
@Command(
    name = "log",
    description = "The record of an exchange as files.",
    subcommands = LogCommand.Export.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class LogCommand {

  /** {@code log export DIR}. */
  @Command(
      name = "export",
      description =
          "Copy the market log and all that was published into DIR, one Avro container a topic and"
              + " partition; replay and verify read it with --log DIR.",
      mixinStandardHelpOptions = true)
  static final class Export implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "An empty directory, or one that is not there.")
    private Path dir;

    @Mixin private ClusterOptions cluster;

    @Override
    public Integer call() throws InterruptedException {
      LogExport.requireEmpty(dir);
      cluster.connect().close();
      try (LogSource source = ClusterLog.open(cluster.settings());
          ReadingBar bar = new ReadingBar()) {
        long records = LogExport.write(source, dir, bar);
        bar.makeWay();
        spec.commandLine()
            .getOut()
            .printf(Locale.ROOT, "%,d records exported to %s\n", records, dir);
      }
      return 0;
    }
  }
}
