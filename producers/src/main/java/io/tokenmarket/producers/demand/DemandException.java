package io.tokenmarket.producers.demand;

import java.nio.file.Path;

/** A demand trace that cannot be used; the message is for the user: where, what, how to mend. */
public final class DemandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemandException(String message) {
    super(message);
  }

  static DemandException unknownKind(String trace) {
    return new DemandException(
        "demand '%s' is not understood: give servegen:FILE or azure:FILE".formatted(trace));
  }

  static DemandException unreadable(Path file, String what) {
    return new DemandException(
        "demand file %s cannot be read: %s; check the path and that the file is whole"
            .formatted(file, what));
  }

  static DemandException malformed(Path file, long line, String expected, String found) {
    return new DemandException(
        "demand file %s, line %s: expected %s but found '%s'; mend or remove the line"
            .formatted(file, line, expected, abbreviated(found)));
  }

  static DemandException tooMuch(Path file, String what, long most) {
    return new DemandException(
        "demand file %s has more than %s %s; read fewer windows of it, or longer ones"
            .formatted(file, most, what));
  }

  static DemandException empty(Path file, String expected) {
    return new DemandException(
        "demand file %s holds no request; expected %s".formatted(file, expected));
  }

  private static String abbreviated(String found) {
    return found.length() <= 80 ? found : found.substring(0, 80) + "...";
  }
}
