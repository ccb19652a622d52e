package io.tokenmarket.cli;

import io.tokenmarket.node.NodeStoppedException;
import io.tokenmarket.node.UsageException;
import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.producers.demand.DemandException;
import io.tokenmarket.replay.LogException;
import io.tokenmarket.rest.CannotListenException;
import io.tokenmarket.rest.security.SecurityFileException;
import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.SetupException;
import io.tokenmarket.simulation.ScenarioException;
import io.tokenmarket.topology.engine.OtherLogException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.ApiException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * A user's mistake gets one sentence and exit code 2, a node that stops one sentence and 1,
 * anything else its stack trace and 1.
 */
final class Mistakes {
  /** Their messages are sentences for who asked. */
  private static final List<Class<? extends Exception>> SENTENCES =
      List.of(
          UsageException.class,
          SetupException.class,
          ScenarioException.class,
          DemandException.class,
          LogException.class,
          ExchangeException.class,
          CannotListenException.class,
          OtherLogException.class,
          SecurityFileException.class);

  /** More make a number of a few letters take minutes to count with. */
  private static final int MOST_DIGITS = 100;

  private Mistakes() {}

  /** The arguments do not fit the command. */
  static int unreadable(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    String sentence =
        mistake.getMessage().replaceAll("\\s*\\R\\s*", "; ").replaceAll("^Error: |\\.$", "");
    say(command, sentence + "; see " + command.getCommandSpec().qualifiedName() + " --help.");
    return ExitCode.USAGE;
  }

  /** What an option that takes a decimal number was given. */
  static BigDecimal decimal(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw new TypeConversionException("'" + text + "' is not a decimal number");
    }
    throw new TypeConversionException("'" + text + "' is beyond what is counted here");
  }

  /** What an option that takes a file or a folder was given. */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException unspeakable) {
      throw new TypeConversionException(
          "'" + text + "' has letters that file names cannot have here; set LC_ALL=C.UTF-8");
    }
  }

  /** The command threw. */
  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ClosedPipeException) {
      return ExitCode.OK;
    }
    Optional<String> sentence = sentence(failure, command);
    if (sentence.isPresent()) {
      say(command, sentence.get());
      return ExitCode.USAGE;
    }
    if (failure instanceof NodeStoppedException) {
      say(command, failure.getMessage());
    } else {
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.SOFTWARE;
  }

  /** Empty where it is no mistake of the user's, nor of the cluster's. */
  private static Optional<String> sentence(Exception failure, CommandLine command) {
    if (failure instanceof RegistryUnavailableException silence) {
      return Optional.of(ofRegistry(silence, command));
    }
    if (SENTENCES.stream().anyMatch(type -> type.isInstance(failure))) {
      return Optional.of(failure.getMessage());
    }
    if (failure instanceof ApiException refusal) {
      return Optional.of(ofCluster(refusal));
    }
    return failure instanceof UncheckedIOException trouble
        ? Optional.of(
            "%s (%s).".formatted(trouble.getMessage(), FileTrouble.words(trouble.getCause())))
        : Optional.empty();
  }

  private static String ofRegistry(RegistryUnavailableException silence, CommandLine command) {
    boolean chosen = command.getCommandSpec().findOption("--schema-registry") != null;
    return silence.getMessage() + (chosen ? "; check --schema-registry." : ".");
  }

  /** What no command can mend while it runs. */
  static String fatal(Throwable fatal) {
    return fatal instanceof OutOfMemoryError
        ? "Java has too little memory (%s); give it more with TOKENMARKET_JAVA_OPTS=-Xmx4g."
            .formatted(fatal.getMessage())
        : "Java cannot go on: %s.".formatted(fatal);
  }

  private static String ofCluster(ApiException refusal) {
    return "The Kafka cluster refuses or does not answer (%s); see whether its brokers are up and what these credentials may do."
        .formatted(
            refusal.getMessage() == null
                ? refusal.getClass().getSimpleName()
                : refusal.getMessage().replaceAll("\\.$", ""));
  }

  private static void say(CommandLine command, String sentence) {
    command.getErr().println("tokenmarket: " + TerminalText.line(sentence));
  }
}
