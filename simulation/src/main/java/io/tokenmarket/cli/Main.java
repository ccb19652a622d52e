package io.tokenmarket.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: {@code ./tokenmarket --help}. */
@Command(
    name = "tokenmarket",
    description = "The event-sourced exchange for AI inference tokens, on Kafka.",
    subcommands = {
      RunCommand.class,
      SimulateCommand.class,
      CompareCommand.class,
      TopicsCommand.class,
      ServeCommand.class,
      MarketCommand.class,
      KeysCommand.class,
      ProduceCommand.class,
      SigningKeyCommand.class,
      ReplayCommand.class,
      VerifyCommand.class,
      LogCommand.class,
      ChaosCommand.class
    },
    footer = "./tokenmarket bench NAME measures how fast it is; docs/bench.md has the names.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /** Exit codes: 0 what was asked holds, 1 it failed, 2 it could not be asked like this. */
  public static void main(String[] args) {
    trustOwnRecords();
    System.exit(commandLine().execute(args));
  }

  /** Avro makes objects only of packages it is told to trust, and asks once, when it starts. */
  private static void trustOwnRecords() {
    String property = "org.apache.avro.SERIALIZABLE_PACKAGES";
    System.setProperty(property, System.getProperty(property, "io.tokenmarket.schemas"));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Mistakes::unreadable)
        .setExecutionExceptionHandler(Mistakes::failed);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"tokenmarket " + (version == null ? "of this build" : version)};
    }
  }
}
