package io.tokenmarket.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * One call of the command line, and what came of it.
 *
 * @param out lines on standard output
 * @param err lines on standard error
 */
record CommandLineRun(int exitCode, List<String> out, List<String> err) {
  static CommandLineRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(args);
    return new CommandLineRun(
        exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
