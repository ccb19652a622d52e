package io.tokenmarket.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro read our generated records in this JVM: from 1.12.2 on it makes no object of a class
 * that it was not told to trust.
 */
public final class AvroTrust {
  private static final String PACKAGE = SupplyOffer.class.getPackageName();

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
  }

  private AvroTrust() {}

  /** Grants the trust, once. */
  public static void grant() {
    // The work is done when this class is initialised, which calling the method makes sure of.
  }
}
