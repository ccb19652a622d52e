package io.tokenmarket.verifier;

import java.util.Locale;

/** A promise that an outcome does not keep; the message says which. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Broken(String message) {
    super(message);
  }

  static void unless(boolean kept, String message, Object... numbers) {
    if (!kept) {
      throw new Broken(String.format(Locale.ROOT, message, numbers));
    }
  }
}
