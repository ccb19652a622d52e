package io.tokenmarket.bench.live;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a benchmark's command line: a mistake gets one sentence and exit code 2. */
public final class BenchLine {
  private BenchLine() {}

  public static void run(Callable<Integer> bench, String... args) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    System.exit(
        new CommandLine(bench)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(BenchLine::mistaken)
            .execute(args));
  }

  private static int mistaken(ParameterException mistake, String[] args) {
    String sentence = mistake.getMessage().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\.$", "");
    String name = mistake.getCommandLine().getCommandName();
    System.err.println("tokenmarket: " + sentence + "; see bench " + name + " --help.");
    return 2;
  }
}
