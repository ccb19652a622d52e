package io.tokenmarket.cli;

import io.tokenmarket.sandbox.UsageException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A user's mistake gets one sentence and exit code 2, anything else its stack trace and 1. */
final class Mistakes {
  private Mistakes() {}

  /** The arguments do not fit the command. */
  static int unreadable(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    say(
        command,
        "%s; see %s --help."
            .formatted(
                mistake.getMessage().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\.$", ""),
                command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  /** The command threw. */
  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof UsageException) {
      LoggerFactory.getLogger(Mistakes.class).debug("refused", failure);
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
