package io.tokenmarket.cli;

import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.producers.demand.DemandException;
import io.tokenmarket.replay.LogException;
import io.tokenmarket.rest.CannotListenException;
import io.tokenmarket.rest.security.SecurityFileException;
import io.tokenmarket.sandbox.UsageException;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.SetupException;
import io.tokenmarket.simulation.ScenarioException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A user's mistake gets one sentence and exit code 2, anything else its stack trace and 1. */
final class Mistakes {
  /** Their messages are sentences for who asked. */
  private static final List<Class<? extends Exception>> SENTENCES =
      List.of(
          UsageException.class,
          SetupException.class,
          RegistryUnavailableException.class,
          ScenarioException.class,
          DemandException.class,
          LogException.class,
          ExchangeException.class,
          CannotListenException.class,
          SecurityFileException.class);

  private Mistakes() {}

  /** The arguments do not fit the command. */
  static int unreadable(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    String sentence =
        mistake.getMessage().replaceAll("\\s*\\R\\s*", "; ").replaceAll("^Error: |\\.$", "");
    say(command, sentence + "; see " + command.getCommandSpec().qualifiedName() + " --help.");
    return ExitCode.USAGE;
  }

  /** The command threw. */
  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (SENTENCES.stream().anyMatch(type -> type.isInstance(failure))) {
      say(command, failure.getMessage());
      return ExitCode.USAGE;
    }
    failure.printStackTrace(command.getErr());
    return ExitCode.SOFTWARE;
  }

  private static void say(CommandLine command, String sentence) {
    command.getErr().println("tokenmarket: " + sentence);
  }
}
