package io.tokenmarket.cli;

import java.io.PrintWriter;

/** The pipe is closed that standard output goes to: whoever asked has seen enough. */
final class ClosedPipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Prints a line of many, unless nobody reads it. */
  static void orPrint(PrintWriter out, Object line) {
    out.println(line);
    if (out.checkError()) {
      throw new ClosedPipeException();
    }
  }
}
