package io.tokenmarket.schemas.registry;

/** The registry gave no answer; the record is as good as it was and is to be read again. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what it did not do, as in "the schema registry did not ..."
   */
  RegistryUnavailableException(String what, Exception cause) {
    super(
        "the schema registry did not %s: %s".formatted(what, RegistryTrouble.words(cause)), cause);
  }
}
