package io.tokenmarket.cli;

import io.tokenmarket.schemas.AvroTrust;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;

/** The command line: {@code ./tokenmarket --help}. */
@Command(
    name = "tokenmarket",
    description = "The event-sourced exchange for AI inference tokens, on Kafka.",
    subcommands = {
      RunCommand.class,
      BrokerCommand.class,
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
      LogCommand.class
    },
    footer = {
      "./tokenmarket chaos breaks an exchange on purpose and sees whether its promises hold.",
      "./tokenmarket bench NAME measures how fast it is; docs/bench.md has the names."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    run(new Main(), args);
  }

  /**
   * Ends this JVM with the exit code of a command: 0 what was asked holds, 1 it failed, 2 it could
   * not be asked like this.
   *
   * @param command of picocli's kind, here or in another jar
   */
  public static void run(Object command, String... args) {
    // Kafka's broker looks for the group type CLASSİC on a Turkish machine, and finds none.
    Locale.setDefault(Locale.ROOT);
    Thread.currentThread().setUncaughtExceptionHandler((main, fatal) -> end(fatal));
    System.exit(execute(command, args));
  }

  static int execute(String... args) {
    return execute(new Main(), args);
  }

  @SuppressWarnings("checkstyle:IllegalCatch")
  private static int execute(Object command, String... args) {
    trustOwnRecords();
    Output err = new Output(System.err);
    try {
      return commandLine(command).setOut(new Output(System.out)).setErr(err).execute(args);
    } catch (Error error) {
      // It ends the program: threads that others started would keep that going.
      err.println("tokenmarket: ended by " + error);
      return ExitCode.SOFTWARE;
    }
  }

  /** Threads of brokers and clients would keep a JVM up whose command has died. */
  private static void end(Throwable fatal) {
    new Output(System.err).println("tokenmarket: " + TerminalText.line(Mistakes.fatal(fatal)));
    System.exit(ExitCode.SOFTWARE);
  }

  /**
   * Avro makes objects only of packages it is told to trust, and takes only so much memory as it is
   * told; it asks once, when it starts.
   */
  private static void trustOwnRecords() {
    String property = "org.apache.avro.SERIALIZABLE_PACKAGES";
    System.setProperty(property, System.getProperty(property, "io.tokenmarket.schemas"));
    AvroTrust.grant();
  }

  static CommandLine commandLine() {
    return commandLine(new Main());
  }

  /** How a command reads its arguments and says what went wrong. */
  public static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .registerConverter(BigDecimal.class, Mistakes::decimal)
        .registerConverter(Path.class, Mistakes::path)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(Mistakes::unreadable)
        .setExecutionExceptionHandler(Mistakes::failed);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tokenmarket " + number()};
    }

    /** That of the jar; outside of one there is none. */
    static String number() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "of this build" : version;
    }
  }
}
